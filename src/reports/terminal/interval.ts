import type { Estimate } from '../../domain/row.ts';

/** Cells of the line, which runs from 50 % to 100 %: below it, a coin does as well. */
const cells = 26;
const from = 0.5;

const cellOf = (share: number): number =>
  Math.round(((Math.min(1, Math.max(from, share)) - from) / (1 - from)) * (cells - 1));

/** `······┊···├──●─┤`: an estimate with its interval, and the least that it must reach. */
export const intervalLine = ({ value, lower, upper }: Estimate, least: number): string => {
  const line: string[] = Array.from({ length: cells }, (_, cell) =>
    cell > cellOf(lower) && cell < cellOf(upper) ? '─' : '·',
  );
  line[cellOf(least)] = '┊';
  line[cellOf(lower)] = '├';
  line[cellOf(upper)] = '┤';
  line[cellOf(value)] = '●';
  return line.join('');
};
