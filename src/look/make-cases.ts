import { createHash } from 'node:crypto';
import { join, posix } from 'node:path';
import picomatch from 'picomatch';
import { readCases } from '../definitions/cases.ts';
import { parseLine } from '../definitions/json-line.ts';
import { code } from '../definitions/words.ts';
import { caseSchema, type Case } from '../domain/case.ts';
import type { Target } from '../domain/config.ts';
import { caseIdPattern, fold, type ModeId } from '../domain/names.ts';
import type { Trace } from '../domain/trace.ts';
import { appendLines, jsonLine } from './append.ts';
import { caseInput, inputKey } from './case-input.ts';
import { folderFiles, staysInside } from './folder.ts';
import { Refusal } from './refusal.ts';

type Cases = { name: string; target: Pick<Target, 'cases'>; folder: string };

/** What was written, and the ids of the new cases. */
export type MadeCases = { file: string; cases: string[] };

/** Where a target's new cases go: its first file that is named outright, or one that its globs find. */
const fileOf = ({ name, target: { cases }, folder }: Cases): string => {
  const plain = cases.find((glob) => !picomatch.scan(glob).isGlob);
  if (plain !== undefined) return plain;
  const matches = picomatch([...cases], { dot: true });
  const bases = [`${folder}cases`, ...cases.map((glob) => picomatch.scan(glob).base)];
  const fitting = bases
    .map((base) => posix.join(base, `${name}.jsonl`))
    .find((path) => matches(path));
  if (fitting !== undefined) return fitting;
  throw new Refusal(
    422,
    `no file for new cases of ${code(name)} is known`,
    `\`cases\` of the target would not find ${folder}cases/${name}.jsonl`,
    'name that file in `cases` of the target',
  );
};

const isInRoot = async (root: string, file: string): Promise<boolean> => {
  if (posix.normalize(file).startsWith('..') || posix.isAbsolute(file)) return false;
  return staysInside(root, file);
};

const hashed = (trace: string): string =>
  `t-${createHash('sha256').update(trace).digest('hex').slice(0, 12)}`;

const idOf = (trace: string, taken: ReadonlySet<string>): string => {
  const readable = `t-${trace}`;
  const isFree = caseIdPattern.test(readable) && !taken.has(fold(readable));
  return isFree ? readable : hashed(trace);
};

const checked = (made: Case, trace: string): Case => {
  if (parseLine(jsonLine(made)).ok && caseSchema.safeParse(made).success) return made;
  const why = 'it is longer than 1 MiB, nested too deeply, or has a key that no case may have';
  throw new Refusal(422, `no case can be made of trace ${code(trace)}`, why, 'write one by hand');
};

/** Appends a case for each trace that has none yet. */
export const makeCases = async (
  root: string,
  where: Cases,
  mode: ModeId,
  traces: readonly Trace[],
): Promise<MadeCases> => {
  const file = fileOf(where);
  if (!(await isInRoot(root, file))) {
    const why = 'it is outside of the repository';
    throw new Refusal(422, `${file} is not written`, why, 'correct `cases` of the target');
  }
  const present: Case[] = [];
  const { cases } = where.target;
  for await (const one of readCases(folderFiles(root, cases), { cases })) present.push(one);
  const taken = new Set(present.map(({ id }) => fold(id)));
  const made = new Set(present.map(({ trace }) => trace));
  const key = inputKey(present.map(({ input }) => input));
  const added: Case[] = [];
  for (const trace of traces) {
    if (made.has(trace.id)) continue;
    const input = caseInput(trace);
    const id = idOf(trace.id, taken);
    const shaped = typeof input === 'string' && key !== undefined ? { [key]: input } : input;
    added.push(checked({ id, input: shaped, tags: [mode], trace: trace.id }, trace.id));
    made.add(trace.id);
    taken.add(fold(id));
  }
  await appendLines(join(root, file), added);
  return { file, cases: added.map(({ id }) => id) };
};
