import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from '../definitions/check.ts';
import { jsonFlaw } from '../definitions/json-error.ts';
import { locator } from '../definitions/locate.ts';
import { allLocated, problemList } from '../definitions/problems.ts';
import { code } from '../definitions/words.ts';
import { treeOf } from '../definitions/yaml-tree.ts';
import type { Problem } from '../domain/problem.ts';
import { traceSchema, type Trace } from '../domain/trace.ts';
import { byteLines, type ByteLine } from './byte-lines.ts';
import { factsOf, type TraceFacts } from './facts.ts';
import { matchingFiles } from './folder.ts';
import { Refusal } from './refusal.ts';

type Spot = { file: string; line: number; offset: number; length: number };
type Indexed = { facts: TraceFacts; spot: Spot };

/** Traces on disk: only where each one lies, and what is known of it, are held in memory. */
export type Traces = {
  files: string[];
  problems: Problem[];
  facts: (id: string) => TraceFacts | undefined;
  all: () => TraceFacts[];
  /** Undefined where there is none of that id. */
  read: (id: string) => Promise<Trace | undefined>;
};

const importFirst = (file: string): string => `run \`failmode import traces ${file}\``;

const isRaw = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || !Object.hasOwn(value, 'source');

type Read = { trace: Trace } | { problems: () => Problem[]; isRaw: boolean };

const readTrace = (file: string, line: number, text: string): Read => {
  const here = { file, line, column: 1 };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { offset, what, mend } = jsonFlaw(text, error);
    return { problems: () => [{ ...here, column: offset + 1, what, mend }], isRaw: false };
  }
  const checked = check(traceSchema, value);
  if (checked.ok) return { trace: checked.value };
  if (!isRaw(value)) {
    const places = () => locator(file, treeOf(text), line);
    return { problems: () => allLocated(places(), checked.findings), isRaw: false };
  }
  const problem = { ...here, what: 'this is no Failmode trace', mend: importFirst(file) };
  return { problems: () => [problem], isRaw: true };
};

const decode = ({ bytes }: ByteLine, line: number): string => {
  const text = bytes?.toString() ?? '';
  return line === 1 ? text.replace(/^\uFEFF/, '') : text;
};

/** Puts the traces of a file into the index. */
const indexFile = async (
  root: string,
  file: string,
  index: Map<string, Indexed>,
): Promise<Problem[]> => {
  const problems = problemList();
  const refuse = (line: number, what: string, mend: string): void =>
    problems.add(() => [{ file, line, column: 1, what, mend }]);
  let line = 0;
  let found = 0;
  let raw = 0;
  for await (const bytes of byteLines(join(root, file))) {
    line += 1;
    const text = decode(bytes, line);
    if (bytes.bytes === undefined) refuse(line, 'the line is longer than 64 MiB', 'leave it out');
    if (text.trim() === '') continue;
    const read = readTrace(file, line, text);
    if ('problems' in read) {
      raw += Number(read.isRaw);
      problems.add(read.problems);
      continue;
    }
    found += 1;
    const { id } = read.trace;
    const twin = index.get(id)?.spot;
    if (twin === undefined) {
      const spot = { file, line, offset: bytes.offset, length: bytes.length };
      index.set(id, { facts: factsOf(read.trace), spot });
    } else {
      const what = `the id ${code(id)} is taken: ${twin.file}:${twin.line} has it`;
      refuse(line, what, 'give the trace an id of its own, or leave it out');
    }
  }
  if (found > 0 || raw === 0) return problems.all();
  const what = `none of its ${line} lines is a Failmode trace`;
  return [{ file, line: 1, column: 1, what, mend: importFirst(file) }];
};

const readAt = async (root: string, { file, offset, length }: Spot): Promise<string> => {
  const handle = await open(join(root, file));
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
    return buffer.toString('utf8', 0, bytesRead).replace(/^\uFEFF/, '');
  } finally {
    await handle.close();
  }
};

const moved = (file: string): Refusal =>
  new Refusal(
    409,
    `${file} was changed since the traces were read`,
    'the trace is not where it was',
    'start `failmode look` again',
  );

const parseTrace = (text: string): Trace | undefined => {
  try {
    const parsed = traceSchema.safeParse(JSON.parse(text));
    return parsed.data;
  } catch {
    return undefined;
  }
};

/** Indexes the traces that globs name, in the order of their files; of equal ids the first counts. */
export const openTraces = async (root: string, globs: readonly string[]): Promise<Traces> => {
  const index = new Map<string, Indexed>();
  const files = await matchingFiles(root, globs);
  const problems: Problem[] = [];
  for (const file of files) problems.push(...(await indexFile(root, file, index)));
  return {
    files,
    problems,
    facts: (id) => index.get(id)?.facts,
    all: () => Array.from(index.values(), ({ facts }) => facts),
    async read(id) {
      const spot = index.get(id)?.spot;
      if (spot === undefined) return undefined;
      const text = await readAt(root, spot).catch(() => '');
      const trace = parseTrace(text);
      if (trace?.id !== id) throw moved(spot.file);
      return trace;
    },
  };
};
