import type { Baseline, StoredEval, StoredTarget } from '../domain/baseline.ts';
import type { DataBranch, DataSnapshot } from '../domain/data-branch.ts';
import {
  historySchema,
  type EvalHistory,
  type HistoryRun,
  type TargetHistory,
} from '../domain/history.ts';
import type { TargetName } from '../domain/names.ts';
import { hasRisen, runsCompared } from '../decide/drift.ts';
import { isGraded, passes } from '../decide/pairs.ts';
import { readStoredLines, type StoredKind } from './stored-json.ts';
import { tallyOf } from './record.ts';

export const historyPath = (branch: string): string =>
  `history/${encodeURIComponent(branch)}.jsonl`;

const stored: StoredKind<TargetHistory> = {
  schema: historySchema,
  what: 'the history',
  afterDeletion: 'drift is then told from the runs that come after',
};

/** What the evals of each target did on the branch, over time. */
export const readHistory = async (
  data: DataBranch,
  snapshot: DataSnapshot,
  branch: string,
): Promise<TargetHistory[]> => {
  const path = historyPath(branch);
  return snapshot.blobs.has(path) ? readStoredLines(data, snapshot, path, stored) : [];
};

const letterOf = (marks: string | undefined): string => {
  if (marks === undefined || !isGraded(marks)) return '-';
  return passes(marks) ? 'p' : 'f';
};

const marksOf = (one: StoredEval, target: StoredTarget): string => {
  const { marks } = tallyOf(one, target);
  return target.cases.map(([id]) => letterOf(marks.get(id))).join('');
};

/** Brings the marks of earlier runs into the order of these cases; a changed input is another case. */
const reordering = (before: TargetHistory['cases'], cases: TargetHistory['cases']) => {
  const at = new Map(before.map(([id, input], index) => [JSON.stringify([id, input]), index]));
  const from = cases.map(([id, input]) => at.get(JSON.stringify([id, input])));
  return (run: HistoryRun): HistoryRun => ({
    ...run,
    marks: from.map((index) => (index === undefined ? '-' : (run.marks[index] ?? '-'))).join(''),
  });
};

const count = (marks: string): number => marks.replaceAll('-', '').length;

/** More than half of the cases that are graded now have another input, or were not there. */
const isForeign = ({ anchor }: EvalHistory, { marks }: HistoryRun): boolean => {
  const known = marks
    .split('')
    .filter((mark, at) => mark !== '-' && anchor.some((run) => run.marks[at] !== '-'));
  return 2 * known.length < count(marks);
};

const begun = ({ rung, fingerprint }: StoredEval, run: HistoryRun): EvalHistory => ({
  rung,
  fingerprint,
  anchor: [run],
  recent: [],
});

/** An ordinary run never moves the anchor. */
const continued = (before: EvalHistory, run: HistoryRun): EvalHistory => {
  const { anchor, recent } = before;
  if (anchor.length < runsCompared) return { ...before, anchor: [...anchor, run] };
  const next = { ...before, recent: [...recent, run].slice(-runsCompared) };
  return hasRisen(next) ? { ...next, anchor: next.recent, recent: [] } : next;
};

const hasRun = ({ anchor, recent }: EvalHistory, commit: string): boolean =>
  [...anchor, ...recent].some((run) => run.commit === commit);

const evalGrown = (
  before: EvalHistory | undefined,
  one: StoredEval,
  run: HistoryRun,
): EvalHistory => {
  if (before?.fingerprint !== one.fingerprint || before.rung !== one.rung) return begun(one, run);
  if (hasRun(before, run.commit)) return before;
  return isForeign(before, run) ? begun(one, run) : continued(before, run);
};

/** A run of the branch, and the targets of which it ran every case. */
export type NewRun = { record: Baseline; anew: ReadonlySet<TargetName> };

const targetGrown = (
  name: string,
  before: TargetHistory | undefined,
  { record: { commit, at, targets, evals }, anew }: NewRun,
): TargetHistory | undefined => {
  const target = targets[name];
  // Outputs that are carried over, even some of them, are no new run: luck would be counted twice.
  if (target === undefined || !anew.has(name)) return before;
  const cases = target.cases.map(([id, input]): [string, string] => [id, input]);
  const moved = reordering(before?.cases ?? [], cases);
  const grown: TargetHistory['evals'] = {};
  for (const [evalName, one] of Object.entries(evals)) {
    if (one.target !== name || one.deterministic) continue;
    const past = before?.evals[evalName];
    const earlier = past && {
      ...past,
      anchor: past.anchor.map(moved),
      recent: past.recent.map(moved),
    };
    grown[evalName] = evalGrown(earlier, one, { commit, at, marks: marksOf(one, target) });
  }
  return { schema: 1, target: name, cases, evals: grown };
};

/** The history after one more run of the branch, of the targets that are still there. */
export const historyAfter = (before: readonly TargetHistory[], run: NewRun): TargetHistory[] => {
  const byTarget = new Map(before.map((history) => [history.target, history]));
  return Object.keys(run.record.targets)
    .toSorted()
    .map((name) => targetGrown(name, byTarget.get(name), run))
    .filter((history) => history !== undefined)
    .filter(({ evals }) => Object.keys(evals).length > 0);
};

export const historyText = (histories: readonly TargetHistory[]): string =>
  histories.map((history) => `${JSON.stringify(history)}\n`).join('');
