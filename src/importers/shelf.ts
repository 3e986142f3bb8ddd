import { Failure } from '../domain/failure.ts';
import type { Trace } from '../domain/trace.ts';
import { isFields } from './json.ts';
import { isStartOf, mergeTraces } from './merge.ts';
import { canonical } from './same.ts';

/** How a file of traces changes when more are put to it. */
export type Shelved = {
  text: string;
  added: number;
  replaced: string[];
  unchanged: number;
  /** Ids of traces that stay, since what came of them is shorter. */
  kept: string[];
};

type Line = { id: string; at: string; text: string };
export type Shelf = ReadonlyMap<string, Line>;

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

/** The traces of a file by their ids. Throws a `Failure` at a line that is none. */
export const readShelf = (file: string, text: string): Shelf => {
  const lines = new Map<string, Line>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readLine(file, line, index + 1);
    lines.set(read.id, read);
  }
  return lines;
};

/** A line of the file may have been written by hand. */
export const storedIn = ({ text }: Line): Trace => {
  const trace = JSON.parse(text) as Trace;
  return Array.isArray(trace.messages) ? trace : { ...trace, messages: [] };
};

/**
 * The trace that stands after another record of it came: the longer one. What one record adds to the
 * same conversation stays, since its parts may be exported one by one.
 */
const settle = (before: Trace, next: Trace): { trace: Trace; isKept: boolean } => {
  if (next.messages.length < before.messages.length)
    return { trace: mergeTraces(before, next), isKept: true };
  if (!isStartOf(before.messages, next.messages)) return { trace: next, isKept: false };
  // A conversation that went on is over the error that it had before.
  const { error, ...rest } = before;
  const isLonger = next.messages.length > before.messages.length;
  const earlier = isLonger || error === undefined ? rest : before;
  return { trace: mergeTraces(next, earlier), isKept: false };
};

/** Puts traces to those of a file, a line each, ordered by time and id; equal ids are one trace. */
export const shelve = (shelf: Shelf, traces: readonly Trace[]): Shelved => {
  const lines = new Map(shelf);
  const shelved: Shelved = { text: '', added: 0, replaced: [], unchanged: 0, kept: [] };
  for (const trace of traces) {
    const before = lines.get(trace.id);
    if (before === undefined) {
      shelved.added += 1;
      lines.set(trace.id, lineOf(trace));
      continue;
    }
    const settled = settle(storedIn(before), trace);
    const line = lineOf(settled.trace);
    const isUnchanged = isSameText(before.text, line.text);
    if (settled.isKept) shelved.kept.push(line.id);
    else if (isUnchanged) shelved.unchanged += 1;
    else shelved.replaced.push(line.id);
    if (!isUnchanged) lines.set(line.id, line);
  }
  const ordered = [...lines.values()].toSorted(byTimeThenId);
  return { ...shelved, text: ordered.map((line) => `${line.text}\n`).join('') };
};
