import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { fingerprint } from '../baseline/fingerprint.ts';
import { gitFolder } from '../edge/git-folder.ts';
import type { Git } from '../edge/git.ts';
import { appendLines } from '../look/append.ts';
import type { Frequency } from './frequency.ts';

const share = z.number().min(0).max(1);

/** What an eval counted at an earlier time; `print` tells whether it is the same eval still. */
const pastEval = z.object({
  print: z.string(),
  graded: z.int().min(0),
  happened: z.int().min(0),
  rate: z.object({ value: share, lower: share, upper: share }),
  /** The rate is as people would see it, not as the judge did. */
  corrected: z.boolean(),
});

const pastSchema = z.object({
  at: z.iso.datetime(),
  commit: z.string(),
  /** `ids`: a digest of their ids. */
  traces: z.object({ count: z.int(), ids: z.string() }),
  /** By failure mode, then by the name of its eval. */
  modes: z.record(z.string(), z.record(z.string(), pastEval)),
});

export type Past = z.infer<typeof pastSchema>;
export type PastEval = z.infer<typeof pastEval>;

/** The same for the same traces, in whatever order. */
export const digestOfIds = (ids: readonly string[]): string => fingerprint(ids.toSorted());

const readLine = (line: string): Past[] => {
  try {
    const read = pastSchema.safeParse(JSON.parse(line));
    return read.success ? [read.data] : [];
  } catch {
    return [];
  }
};

/** What was measured before, one line a time; a damaged line is passed over. */
export const openHistory = async (git: Pick<Git, 'root' | 'answers'>) => {
  const path = join(await gitFolder(git), 'measured.jsonl');
  const text = await readFile(path, 'utf8').catch(() => '');
  const past = text.split('\n').flatMap(readLine);
  return {
    /** The newest of other traces than these. */
    before: (ids: string): Past | undefined => past.findLast(({ traces }) => traces.ids !== ids),
    append: (now: Past): Promise<void> => appendLines(path, [now]),
  };
};

type Recorded = { at: string; commit: string; ids: readonly string[]; modes: readonly Frequency[] };

const pastEvals = (
  { evals }: Frequency,
  prints: Readonly<Record<string, string>>,
): Record<string, PastEval> =>
  Object.fromEntries(
    evals.flatMap(({ name, rate, judge, applicable, errors, happened }) => {
      if (rate === undefined) return [];
      const corrected = judge?.corrected !== undefined;
      const counts = { graded: applicable - errors, happened };
      return [[name, { print: prints[name] ?? '', ...counts, rate, corrected }]];
    }),
  );

/** What was measured now, as the next time reads it. */
export const pastOf = (
  { at, commit, ids, modes }: Recorded,
  prints: Readonly<Record<string, string>>,
): Past => ({
  at,
  commit,
  traces: { count: ids.length, ids: digestOfIds(ids) },
  modes: Object.fromEntries(modes.map((mode) => [mode.mode, pastEvals(mode, prints)])),
});
