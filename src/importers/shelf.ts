import { Failure } from '../domain/failure.ts';
import type { Trace } from '../domain/trace.ts';
import { isFields } from './json.ts';
import { canonical } from './same.ts';

/** How a file of traces changes when more are put to it. */
export type Shelved = { text: string; added: number; replaced: string[]; unchanged: number };

type Line = { id: string; at: string; text: string };

const damaged = (file: string, line: number): Failure =>
  new Failure(
    `${file}:${line} is no trace`,
    'the import writes this file anew and would lose the line',
    'mend the line, or delete the file and import again',
  );

const readLine = (file: string, text: string, number: number): Line => {
  try {
    const value: unknown = JSON.parse(text);
    if (!isFields(value) || typeof value['id'] !== 'string') throw damaged(file, number);
    return { id: value['id'], at: typeof value['at'] === 'string' ? value['at'] : '', text };
  } catch {
    throw damaged(file, number);
  }
};

const lineOf = (trace: Trace): Line => ({
  id: trace.id,
  at: trace.at ?? '',
  text: JSON.stringify(trace),
});

const inOrder = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

const byTimeThenId = (one: Line, other: Line): number =>
  inOrder(one.at, other.at) || inOrder(one.id, other.id);

const isSameText = (one: string, other: string): boolean =>
  one === other || canonical(JSON.parse(one)) === canonical(JSON.parse(other));

/** Puts traces to those of a file, a line each, ordered by time and id; equal ids are one trace. */
export const shelve = (file: string, text: string, traces: readonly Trace[]): Shelved => {
  const lines = new Map<string, Line>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readLine(file, line, index + 1);
    lines.set(read.id, read);
  }
  const shelved: Shelved = { text, added: 0, replaced: [], unchanged: 0 };
  for (const line of traces.map(lineOf)) {
    const before = lines.get(line.id);
    if (before === undefined) shelved.added += 1;
    else if (isSameText(before.text, line.text)) shelved.unchanged += 1;
    else shelved.replaced.push(line.id);
    if (before === undefined || !isSameText(before.text, line.text)) lines.set(line.id, line);
  }
  const ordered = [...lines.values()].toSorted(byTimeThenId);
  return { ...shelved, text: ordered.map((line) => `${line.text}\n`).join('') };
};
