import { printOfCase, repliesPrint } from '../baseline/prints.ts';
import { caseChanges, changedTo, gateChanges } from '../decide/gate-changes.ts';
import { fingerprint } from '../baseline/fingerprint.ts';
import { readLabels } from '../definitions/labels.ts';
import { convertedJudges } from './judge/converted.ts';
import { isJudge } from './judge/defined.ts';
import { matching } from '../decide/dependencies.ts';
import type { Affected } from '../decide/touched.ts';
import { readCases } from '../definitions/cases.ts';
import type { Resources } from '../domain/assertion.ts';
import type { Target } from '../domain/config.ts';
import type { GateChange } from '../domain/decision.ts';
import type { CasePrint } from '../domain/measurement.ts';
import type { CaseId, EvalName } from '../domain/names.ts';
import type { Side } from './sides.ts';

const printsOfCases = async (side: Side, target: Target): Promise<Map<CaseId, CasePrint>> => {
  const prints = new Map<CaseId, CasePrint>();
  for await (const one of readCases(side.files, target)) prints.set(one.id, printOfCase(one));
  return prints;
};

const filesDiffer = (target: Target, base: Side, head: Side): boolean => {
  const paths = new Set([base, head].flatMap(({ tree }) => matching(tree, target.cases)));
  return [...paths].some((path) => base.tree.get(path) !== head.tree.get(path));
};

/** Recordings that moved though nothing did that they depend on: nobody can say what they are of. */
const editedRecordings = ({ target, mustRun, touches }: Affected, { prints }: Side): GateChange[] =>
  mustRun && touches.length > 0 && touches.every(({ kind }) => kind === 'recordings')
    ? [changedTo('target', `targets.${target}.run.recorded`, prints.targets[target]?.recordings)]
    : [];

/** Labels of the base that are gone or are other ones; more of them are welcome. */
const labelChanges = async (base: Side, head: Side): Promise<GateChange[]> => {
  const changes: GateChange[] = [];
  const now = new Map(head.definitions.evals.map((defined) => [defined.name, defined]));
  for (const { name, eval: check } of base.definitions.evals.filter(isJudge)) {
    const after = now.get(name);
    const path = check.judge.labels;
    const next = after !== undefined && isJudge(after) ? after.eval.judge.labels : path;
    if (base.tree.get(path) === head.tree.get(next)) continue;
    const before = (await readLabels(base.files, path)).labels;
    const kept = new Map((await readLabels(head.files, next)).labels.map((one) => [one.id, one]));
    const same = before.filter((one) => fingerprint(one) === fingerprint(kept.get(one.id) ?? null));
    if (same.length === before.length) continue;
    const print = fingerprint(before.map(({ id }) => kept.get(id) ?? null));
    const counts = { from: `${before.length} labels`, to: `${same.length} of them as they were` };
    changes.push({ ...changedTo('labels', path, print), ...counts });
  }
  return changes;
};

/** Recorded replies of a judge that are others now: whoever writes them writes its verdicts. */
const replyChanges = (base: Side, head: Side): GateChange[] => {
  const now = new Map(head.definitions.evals.map((defined) => [defined.name, defined.eval]));
  return base.definitions.evals.filter(isJudge).flatMap(({ name, eval: before }): GateChange[] => {
    const after = now.get(name);
    if (after?.rung !== 'judge') return [];
    const from = repliesPrint(before, base.definitions.config, base.tree);
    const to = repliesPrint(after, head.definitions.config, head.tree);
    const change = changedTo('judge', name, fingerprint(to ?? null));
    return from === to ? [] : [{ ...change, from: 'its recorded replies', to: 'other ones' }];
  });
};

/** What a change removes or weakens of the gate of its base, cases and labels included. */
export const changesOfGate = async (
  base: Side,
  head: Side,
  affected: readonly Affected[],
  resources: Resources,
): Promise<GateChange[]> => {
  const prints = { base: base.prints.evals, head: head.prints.evals };
  const converted = await convertedJudges(base, head, resources);
  const changes = gateChanges(base.definitions, head.definitions, prints).map((one) => {
    const to = one.kind === 'eval' ? converted.get(one.what as EvalName) : undefined;
    return to === undefined ? one : { ...one, from: 'a judge', to };
  });
  for (const [name, target] of Object.entries(base.definitions.config.targets)) {
    const now = head.definitions.config.targets[name];
    if (now === undefined || !filesDiffer(target, base, head)) continue;
    changes.push(...caseChanges(await printsOfCases(base, target), await printsOfCases(head, now)));
  }
  changes.push(...(await labelChanges(base, head)), ...replyChanges(base, head));
  return [...changes, ...affected.flatMap((one) => editedRecordings(one, head))];
};
