import { describe, expect, test } from 'vitest';
import { prepareEval, prepareWhen } from '../../src/assertions/grade.ts';
import { subjectOf } from '../../src/assertions/subject.ts';
import type { AssertionEntry } from '../../src/domain/assertion.ts';
import type { Output, Produced } from '../../src/domain/output.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { aCase, nothing, resourcesWith, trace } from './judging.ts';

const yes: AssertionEntry = { type: 'contains', value: 'Yes' };
const no: AssertionEntry = { type: 'contains', value: 'No' };
const never: AssertionEntry = { type: 'contains', value: 'Never' };
const unsure: AssertionEntry = { type: 'latency', max_ms: 5 };
const later = (file: string): AssertionEntry => ({ type: 'module', file });

const code = resourcesWith({
  code: {
    'yes.ts': () => true,
    'no.ts': () => ({ pass: false, critique: 'says no later' }),
    'unsure.ts': () => 'perhaps',
  },
});

const grade = async (
  { when = [], assert = [yes] }: { when?: AssertionEntry[]; assert?: AssertionEntry[] },
  produced: Produced = { kind: 'output', output: trace({}) },
): Promise<Verdict> => (await prepareEval({ when, assert }, code))(aCase, produced);

const pass = { verdict: 'pass' };
const skipped = { verdict: 'skipped' };
const fail = (critique: string) => ({ verdict: 'fail', critique });
const error = (reason: string) => ({ verdict: 'error', reason });
const noNo = fail('does not contain "No"');
const noLatency = 'the output has no latency_ms';
const perhaps = 'unsure.ts answered "perhaps", neither a boolean nor { pass, critique }';

describe('all assertions must hold', () => {
  test.each<[string, AssertionEntry[], object]>([
    ['all hold', [yes, yes], pass],
    ['the first broken one tells why', [yes, no, never], noNo],
    ['one cannot decide', [yes, unsure, yes], error(noLatency)],
    ['the first that cannot decide tells why', [later('unsure.ts'), unsure], error(perhaps)],
    ['a broken one outweighs one that cannot decide', [unsure, no], noNo],
    ['all hold, one of them later', [later('yes.ts'), yes], pass],
    ['one is broken later', [yes, later('no.ts'), no], fail('says no later')],
    ['one after a later one is broken', [later('yes.ts'), no], noNo],
    ['one later cannot decide', [later('unsure.ts'), yes], error(perhaps)],
    ['broken after one that later cannot decide', [later('unsure.ts'), no], noNo],
  ])('%s', async (_name, assert, verdict) => {
    expect(await grade({ assert })).toEqual(verdict);
  });
});

describe('`when` says where an eval applies', () => {
  test.each<[string, AssertionEntry[], object]>([
    ['it applies', [yes], noNo],
    ['it does not', [yes, no], skipped],
    ['it does not, as is known later', [later('no.ts')], skipped],
    ['it cannot be told', [unsure], error(`when: ${noLatency}`)],
    ['it cannot be told, later', [later('unsure.ts')], error(`when: ${perhaps}`)],
    ['it does not, whatever another would say', [unsure, no], skipped],
  ])('%s', async (_name, when, verdict) => {
    expect(await grade({ when, assert: [no] })).toEqual(verdict);
  });

  test('is made ready for other rungs as well', async () => {
    const when = await prepareWhen([yes], nothing);
    expect(when(subjectOf(aCase, trace({})))).toBeUndefined();
    expect(when(subjectOf(aCase, trace({ output: 'Oh.' })))).toEqual(skipped);
  });
});

describe('what a target did not answer', () => {
  test('a target that failed has failed the case, though `when` would skip it', async () => {
    expect(await grade({ when: [no] }, { kind: 'failed', reason: 'exit 1' })).toEqual(
      fail('the target failed: exit 1'),
    );
  });

  test('what could not be measured is an error', async () => {
    expect(await grade({}, { kind: 'error', reason: 'HTTP 503' })).toEqual(error('HTTP 503'));
  });
});

test('answers at once where all its assertions do', async () => {
  const grader = await prepareEval({ when: [yes], assert: [yes, no] }, nothing);
  expect(grader(aCase, { kind: 'output', output: trace({}) })).toEqual(noNo);
});

test('an output that is no text is written as JSON once, over all assertions and evals', async () => {
  let written = 0;
  const counting = {
    toJSON: () => {
      written += 1;
      return 'Yes';
    },
  };
  const output: Output = trace({ output: { counting } });
  const graders = await Promise.all([
    prepareEval({ when: [yes], assert: [yes, yes] }, nothing),
    prepareEval({ when: [], assert: [yes] }, nothing),
  ]);
  for (const grader of graders) expect(grader(aCase, { kind: 'output', output })).toEqual(pass);
  expect(written).toBe(1);
});
