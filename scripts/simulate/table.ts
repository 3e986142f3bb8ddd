import { isInnocent, type Cell, type Measured } from './cells.ts';
import { rules } from './pull-request.ts';
import { changes } from './world.ts';

export type Result = { cell: Cell; measured: Measured };

/** `0.012` → `1.2`, `0.614` → `61`, `0.996` → `99.6`. */
export const percent = (share: number): string => {
  const points = share * 100;
  const isNearAnEnd = (points > 0 && points < 10) || (points > 99 && points < 100);
  return points.toFixed(isNearAnEnd ? 1 : 0);
};

/** Percent of the innocent blocked; of the others, how often the mode that changed is named. */
export const shown = ({ cell, measured }: Result): Record<(typeof rules)[number], number> =>
  isInnocent(cell.change) ? measured.blocked : measured.caught;

const pad = (cell: string, width: number, isWord: boolean): string =>
  isWord ? cell.padEnd(width) : cell.padStart(width);

/** All of it, for a terminal. */
export const asText = (results: readonly Result[]): string => {
  const head = ['modes', 'cases', 'noise', 'change', ...rules, 'undecided', 'extra runs a case'];
  const rows = results.map((result) => {
    const { cell, measured } = result;
    return [
      String(cell.modes),
      String(cell.cases),
      cell.noise,
      cell.change,
      ...rules.map((rule) => percent(shown(result)[rule])),
      percent(measured.undecided),
      measured.extraRuns.toFixed(2),
    ];
  });
  const widths = head.map((name, i) =>
    Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((row) => row.map((cell, i) => pad(cell, widths[i] ?? 0, i < 4)).join('  '))
    .join('\n');
};

const is =
  (modes: number, cases: number) =>
  (one: Result): boolean =>
    one.cell.noise === 'typical' && one.cell.modes === modes && one.cell.cases === cases;

/** Columns as wide as their widest cell, numbers to the right: as the formatter would have it. */
const aligned = (rows: readonly (readonly string[])[], words: number): string => {
  const widths = (rows[0] ?? []).map((_, i) =>
    rows.reduce((width, row) => Math.max(width, row[i]?.length ?? 0), 3),
  );
  const rule = widths.map((width, i) =>
    i < words ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [...rows.slice(0, 1), rule, ...rows.slice(1)]
    .map((row) => row.map((cell, i) => pad(cell, widths[i] ?? 0, i < words)).join(' | '))
    .map((row) => `| ${row} |`)
    .join('\n');
};

/** Typical noise, for docs/gate.md: the shipped rule by size, and the other two at 5 x 30. */
export const asMarkdown = (results: readonly Result[]): string => {
  const sizes = [is(5, 10), is(5, 30), is(5, 100), is(20, 30)];
  const rows = changes.map((change): string[] => {
    const ours = sizes.map((size) =>
      results.find((one) => one.cell.change === change && size(one)),
    );
    const theirs = ours[1] && shown(ours[1]);
    const shares = [
      ...ours.map((one) => one && shown(one).failmode),
      theirs?.['any drop'],
      theirs?.['more than 5 points'],
    ];
    const what = isInnocent(change) ? 'blocked' : 'caught';
    const row: string[] = [change, what];
    return row.concat(shares.map((share) => percent(share ?? 0)));
  });
  const head = ['The pull request', '%', '5 × 10', '5 × 30', '5 × 100', '20 × 30'];
  return aligned([[...head, 'any drop, 5 × 30', '> 5 points, 5 × 30'], ...rows], 2);
};
