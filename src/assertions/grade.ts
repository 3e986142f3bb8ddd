import {
  holds,
  type Assert,
  type AssertionEntry,
  type Check,
  type Resources,
  type Subject,
} from '../domain/assertion.ts';
import type { Case } from '../domain/case.ts';
import type { Eval } from '../domain/mode.ts';
import type { Produced } from '../domain/output.ts';
import type { Verdict } from '../domain/verdict.ts';
import { prepareAssertion } from './prepare.ts';
import { after } from './settle.ts';
import { subjectOf } from './subject.ts';

/** Answers at once where all its assertions do. */
export type Grader = (caseOf: Case, produced: Produced) => Verdict | Promise<Verdict>;

/** Undefined: the eval applies to the output. Otherwise why it does not: `skipped`, or an `error`. */
export type When = (subject: Subject) => Verdict | undefined | Promise<Verdict | undefined>;

export type CodeEval = Extract<Eval, { rung: 'code' }>;

const pass: Verdict = { verdict: 'pass' };
const skipped: Verdict = { verdict: 'skipped' };

/**
 * The first assertion that is broken decides; those after it are not asked. One that cannot decide
 * leaves the rest to be asked: where another is broken, not all hold, whatever the first would say.
 */
const allHold = (
  asserts: readonly Assert[],
  subject: Subject,
  from = 0,
  soFar: Check = holds,
): Check | Promise<Check> => {
  for (let at = from; at < asserts.length; at += 1) {
    const check = asserts[at]?.(subject) ?? holds;
    if (check instanceof Promise)
      return check.then((settled) =>
        settled.result === 'broken'
          ? settled
          : allHold(asserts, subject, at + 1, worse(soFar, settled)),
      );
    if (check.result === 'broken') return check;
    soFar = worse(soFar, check);
  }
  return soFar;
};

const worse = (before: Check, now: Check): Check => (before.result === 'error' ? before : now);

const prepareAll = async (
  entries: readonly AssertionEntry[],
  resources: Resources,
): Promise<Assert[]> => {
  const asserts: Assert[] = [];
  for (const entry of entries) asserts.push(await prepareAssertion(entry, resources));
  return asserts;
};

/** Makes the `when` of an eval of any rung ready. Throws an `Unusable`. */
export const prepareWhen = async (
  entries: readonly AssertionEntry[],
  resources: Resources,
): Promise<When> => {
  const asserts = await prepareAll(entries, resources);
  return (subject) =>
    after(allHold(asserts, subject), (check) => {
      if (check.result === 'error') return { verdict: 'error', reason: `when: ${check.reason}` };
      return check.result === 'broken' ? skipped : undefined;
    });
};

const verdictOf = (check: Check): Verdict => {
  if (check.result === 'broken') return { verdict: 'fail', critique: check.critique };
  return check.result === 'error' ? { verdict: 'error', reason: check.reason } : pass;
};

/**
 * Makes an eval of the code rung ready to grade outputs. A target that failed has failed the case,
 * whatever `when` says, since there is no output to ask. Throws an `Unusable`.
 */
export const prepareEval = async (
  { when, assert }: Pick<CodeEval, 'when' | 'assert'>,
  resources: Resources,
): Promise<Grader> => {
  const applies = await prepareWhen(when, resources);
  const asserts = await prepareAll(assert, resources);
  return (caseOf, produced) => {
    if (produced.kind === 'failed')
      return { verdict: 'fail', critique: `the target failed: ${produced.reason}` };
    if (produced.kind === 'error') return { verdict: 'error', reason: produced.reason };
    const subject = subjectOf(caseOf, produced.output);
    return after(
      applies(subject),
      (exempt) => exempt ?? after(allHold(asserts, subject), verdictOf),
    );
  };
};
