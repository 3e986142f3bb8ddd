import { Failure } from '../domain/failure.ts';
import { readCsv } from './csv.ts';
import { lost, type Fields, type Loss } from './importer.ts';
import type { Placed } from './message-rows.ts';

/** Two columns of one name are both kept: the second is `name 2`. */
const distinct = (names: readonly string[]): string[] =>
  names.map((name, at) => {
    const before = names.slice(0, at).filter((other) => other === name).length;
    return before === 0 ? name : `${name} ${before + 1}`;
  });

const rowFields = (header: readonly string[], cells: readonly string[]): Fields =>
  Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']));

const refuse = (name: string, columns: number, rows: number): void => {
  if (columns > 1 && rows === 0) {
    const why = 'it has a header of columns and no row under it';
    throw new Failure(`${name} holds no traces`, why, 'export it again, with the rows');
  }
  if (columns < 2) {
    const why = 'it is neither JSON, JSON lines nor a table with a header';
    throw new Failure(`${name} cannot be read`, why, 'export the traces as one of these');
  }
};

/** The rows of a table as objects, each under the names of its columns. */
export const readTable = (name: string, text: string): { values: Placed[]; losses: Loss[] } => {
  const { rows, broken } = readCsv(text);
  const [header, ...body] = rows;
  const columns = distinct((header?.cells ?? []).map((cell) => cell.trim()));
  refuse(name, columns.length, body.length);
  const losses: Loss[] = [];
  if (broken !== undefined) {
    losses.push(
      lost(`${name}:${broken}`, 'a quote opens that nothing closes: from here on nothing is read'),
    );
  }
  const values: Placed[] = [];
  for (const { line, cells } of body) {
    const place = `${name}:${line}`;
    const isWhole = cells.length === columns.length;
    if (isWhole) values.push({ place, value: rowFields(columns, cells) });
    else losses.push(lost(place, `${cells.length} cells stand where ${columns.length} should`));
  }
  return { values, losses };
};
