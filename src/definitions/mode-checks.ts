import { prepareAssertion } from '../assertions/prepare.ts';
import { corporaOf, filesOf } from '../assertions/reads.ts';
import type { AssertionEntry, Resources } from '../domain/assertion.ts';
import type { Eval } from '../domain/mode.ts';
import type { Finding } from './issues.ts';
import type { Path } from './path.ts';
import { twins } from './sections.ts';
import { missingFileAt, unknownName, type Known } from './known.ts';
import { trial } from './trial.ts';

/** What an eval may name, and what its assertions are made ready with. */
export type World = {
  known: Known;
  /** The corpora that could be read: of any other its own place tells. */
  corpora: ReadonlyMap<string, unknown>;
  resources: Resources;
};

const keyOf = (entry: AssertionEntry, value: string): string[] =>
  Object.keys(entry).filter((key) => key !== 'type' && entry[key] === value);

const checkEntry = async (
  entry: AssertionEntry,
  at: Path,
  { known, corpora, resources }: World,
): Promise<Finding[]> => {
  const named = [
    ...filesOf(entry).flatMap((path) =>
      missingFileAt(known.tree, path, [...at, ...keyOf(entry, path)]),
    ),
    ...corporaOf(entry).flatMap((name) =>
      unknownName('corpus', name, known.corpora, [...at, ...keyOf(entry, name)]),
    ),
  ];
  const isReady = named.length === 0 && corporaOf(entry).every((name) => corpora.has(name));
  return isReady ? trial(() => prepareAssertion(entry, resources), at) : named;
};

const checkJudge = (check: Eval, at: Path, { known }: World): Finding[] =>
  check.rung === 'judge'
    ? [
        ...missingFileAt(known.tree, check.judge.prompt, [...at, 'judge', 'prompt']),
        ...missingFileAt(known.tree, check.judge.labels, [...at, 'judge', 'labels']),
        ...unknownName('model', check.judge.model, known.models, [...at, 'judge', 'model']),
      ]
    : [];

const checkEval = async (check: Eval, at: Path, world: World): Promise<Finding[]> => {
  const lists = { when: check.when, assert: check.rung === 'code' ? check.assert : [] };
  const findings = [
    ...unknownName('target', check.target, world.known.targets, [...at, 'target']),
    ...checkJudge(check, at, world),
  ];
  for (const [list, entries] of Object.entries(lists)) {
    for (const [index, entry] of entries.entries()) {
      findings.push(...(await checkEntry(entry, [...at, list, index], world)));
    }
  }
  return findings;
};

/** What the schema of a mode cannot say, of each of its evals that is valid in itself. */
export const checkEvals = async (
  evals: readonly [index: number, check: Eval][],
  world: World,
): Promise<Finding[]> => {
  const findings = twins(
    evals.map(([, { id }]) => id),
    (at) => ({ path: ['evals', evals[at]?.[0] ?? 0, 'id'] }),
  );
  for (const [index, check] of evals) {
    findings.push(...(await checkEval(check, ['evals', index], world)));
  }
  return findings;
};
