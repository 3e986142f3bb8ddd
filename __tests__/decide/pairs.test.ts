import { expect, test } from 'vitest';
import { pairUp, passes, rateOf } from '../../src/decide/pairs.ts';

const tally = (marks: Record<string, string>) => ({
  marks: new Map(Object.entries(marks)),
  sayings: new Map<string, string>(),
});
const side = (marks: Record<string, string>, inputs: Record<string, string> = {}) => ({
  tally: tally(marks),
  inputs: new Map(Object.keys(marks).map((id) => [id, inputs[id] ?? 'same'])),
});
const ids = (pairs: { id: string }[]) => pairs.map(({ id }) => id);

test('a case passes when more than half of its graded trials do', () => {
  expect(['p', 'pf', 'ppf', 'pe', 'e', 's'].map(passes)).toEqual([
    true,
    false,
    true,
    true,
    false,
    false,
  ]);
});

test('an error or a skip is in no rate', () => {
  expect(rateOf(['p', 'f', 'e', 's', 'pe'])).toEqual({ passed: 2, graded: 3 });
});

test('a changed input is a case removed and a case added', () => {
  const pairs = pairUp(
    side({ a: 'p', b: 'p' }),
    side({ a: 'p', b: 'f' }, { b: 'other' }),
    undefined,
  );
  expect([ids(pairs.compared), pairs.added, pairs.removed]).toEqual([['a'], ['b'], ['b']]);
});

test('a case that is skipped on either side is left out of both, and a pass that became a skip is counted', () => {
  const pairs = pairUp(
    side({ a: 'p', b: 's', c: 'f' }),
    side({ a: 's', b: 'f', c: 's' }),
    undefined,
  );
  expect([ids(pairs.compared), pairs.passesSkipped]).toEqual([[], ['a']]);
});

test("a case that fails on the base branch's latest run is already failing there", () => {
  const pairs = pairUp(
    side({ a: 'p', b: 'p' }),
    side({ a: 'f', b: 'f' }),
    tally({ a: 'f', b: 'p' }),
  );
  expect([ids(pairs.compared), ids(pairs.alreadyFailing)]).toEqual([['b'], ['a']]);
});
