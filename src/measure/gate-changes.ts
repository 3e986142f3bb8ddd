import { printOfCase } from '../baseline/prints.ts';
import { caseChanges, changedTo, gateChanges } from '../decide/gate-changes.ts';
import { matching } from '../decide/dependencies.ts';
import type { Affected } from '../decide/touched.ts';
import { readCases } from '../definitions/cases.ts';
import type { Target } from '../domain/config.ts';
import type { GateChange } from '../domain/decision.ts';
import type { CasePrint } from '../domain/measurement.ts';
import type { CaseId } from '../domain/names.ts';
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

/** What a change removes or weakens of the gate of its base, cases included. */
export const changesOfGate = async (
  base: Side,
  head: Side,
  affected: readonly Affected[],
): Promise<GateChange[]> => {
  const changes = gateChanges(base.definitions, head.definitions, {
    base: base.prints.evals,
    head: head.prints.evals,
  });
  for (const [name, target] of Object.entries(base.definitions.config.targets)) {
    const now = head.definitions.config.targets[name];
    if (now === undefined || !filesDiffer(target, base, head)) continue;
    changes.push(...caseChanges(await printsOfCases(base, target), await printsOfCases(head, now)));
  }
  return [...changes, ...affected.flatMap((one) => editedRecordings(one, head))];
};
