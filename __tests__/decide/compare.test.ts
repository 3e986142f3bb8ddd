import { describe, expect, test } from 'vitest';
import { compare } from '../../src/decide/compare.ts';
import type { Compared } from '../../src/decide/compared.ts';
import { gate, modeRows } from '../../src/decide/gate.ts';
import { gateSchema, type GatePolicy } from '../../src/domain/config.ts';
import type { GateChange } from '../../src/domain/decision.ts';

const policy = (over: Partial<GatePolicy> = {}) => gateSchema.parse(over);
const place = { file: 'evals/modes/x.yml', line: 1, column: 1 };

/** A string of letters, one a case: `ppf`. */
const tally = (letters: string) => ({
  marks: new Map(letters.split('').map((letter, index) => [`c-${index}`, letter])),
  sayings: new Map<string, string>(),
});
const inputs = (letters: string) =>
  new Map(letters.split('').map((_, index) => [`c-${index}`, 'i']));

type Sides = { base?: string; head: string; deterministic?: boolean; name?: string } & Partial<
  Omit<Compared, 'head'>
>;

const compared = ({
  base,
  head,
  deterministic = true,
  name = 'mode/check',
  ...over
}: Sides): Compared => ({
  head: {
    name: name as 'mode/check',
    rung: 'code',
    target: 'desk',
    fingerprint: 'f',
    deterministic,
    measuredAt: 'a',
    tally: tally(head),
  },
  place,
  headInputs: inputs(head),
  baseline:
    base === undefined ? undefined : { tally: tally(base), inputs: inputs(base), measuredAt: 'b' },
  latest: undefined,
  carried: false,
  unmeasurable: undefined,
  ...over,
});

const verdictOf = (sides: Sides, over: Partial<GatePolicy> = {}) =>
  compare([compared(sides)], policy(over))[0]?.verdict;

describe('a row', () => {
  test.each<[string, Sides, string]>([
    ['one case breaks: regressed, exactly', { base: 'ppp', head: 'ppf' }, 'regressed'],
    ['a fix elsewhere does not offset it', { base: 'ffp', head: 'ppf' }, 'regressed'],
    ['what failed before does not count', { base: 'pff', head: 'pff' }, 'same'],
    ['a case is fixed', { base: 'pf', head: 'pp' }, 'improved'],
    ['no baseline', { head: 'pf' }, 'new'],
    ['an error in a deterministic target', { base: 'ppp', head: 'ppe' }, 'not measured'],
    ['a proven break beside an error still counts', { base: 'ppp', head: 'pfe' }, 'regressed'],
    ['nothing but errors', { base: 'pp', head: 'ee', deterministic: false }, 'not measured'],
    ['no case at all', { base: 'pp', head: '' }, 'not measured'],
    ['it applies to no case', { base: 'pp', head: 'ss' }, 'not measured'],
    [
      'a flip of a sampled target that cannot be run again',
      { base: 'pppp', head: 'pppf', deterministic: false },
      'undecided',
    ],
    ['five flips, none back', { base: 'ppppp', head: 'fffff', deterministic: false }, 'regressed'],
    [
      'one fix of a sampled target is luck',
      { base: 'pf', head: 'pp', deterministic: false },
      'same',
    ],
    ['five fixes are not', { base: 'fffff', head: 'ppppp', deterministic: false }, 'improved'],
    ['it fails on the base branch, too', { base: 'pp', head: 'pf', latest: tally('pf') }, 'same'],
    [
      'the check changed and nothing is stored',
      { base: 'pp', head: 'pp', baseline: 'incomparable' },
      'not comparable',
    ],
    [
      'recordings are stale',
      { base: 'pp', head: '', unmeasurable: 'record again' },
      'not measured',
    ],
  ])('%s', (_name, sides, verdict) => {
    expect(verdictOf(sides)).toBe(verdict);
  });

  test('errors of a sampled target are borne up to a share', () => {
    const sides = { base: 'p'.repeat(10), head: `${'p'.repeat(9)}e`, deterministic: false };
    expect([verdictOf(sides), verdictOf(sides, { max_errors: 0.05 })]).toEqual([
      'same',
      'not measured',
    ]);
  });

  test('passes that became skips are counted', () => {
    const [row] = compare([compared({ base: 'ppp', head: 'pps' })], policy());
    expect(row).toMatchObject({
      verdict: 'same',
      passesSkipped: ['c-2'],
      head: { passed: 2, graded: 2 },
    });
  });

  test('the chance of a false block is shared by all evals', () => {
    const one = { base: 'ppppp', head: 'fffff', deterministic: false };
    const rows = compare(
      [
        compared({ ...one, name: 'a/x' }),
        compared({ base: 'p', head: 'p', deterministic: false, name: 'b/x' }),
      ],
      policy(),
    );
    expect(rows.map(({ verdict }) => verdict)).toEqual(['undecided', 'same']);
  });
});

const decisionOf = (all: Sides[], over: Partial<GatePolicy> = {}, changes: GateChange[] = []) => {
  const rows = compare(all.map(compared), policy(over));
  const modes = [
    { id: 'mode', mode: { name: 'Mode', definition: 'd', opinion: false, evals: [] } },
  ];
  const baselineKnown = all.some(({ base }) => base !== undefined);
  return gate(modeRows(rows, modes), policy(over), { changes, baselineKnown });
};

describe('the gate', () => {
  const change: GateChange = { kind: 'eval', what: 'mode/check', change: 'removed' };
  test.each<[string, Parameters<typeof decisionOf>, string, boolean]>([
    ['passes where nothing is worse', [[{ base: 'pf', head: 'pf' }]], 'pass', false],
    ['blocks on a regression', [[{ base: 'p', head: 'f' }]], 'regressed', true],
    ['blocks on what was not measured', [[{ base: 'p', head: 'e' }]], 'not-measured', true],
    [
      'does not block on undecided',
      [[{ base: 'pp', head: 'pf', deterministic: false }]],
      'undecided',
      false,
    ],
    [
      'blocks on undecided where it should',
      [[{ base: 'pp', head: 'pf', deterministic: false }], { fail_on: 'undecided' }],
      'undecided',
      true,
    ],
    [
      'blocks on nothing where it should not',
      [[{ base: 'p', head: 'f' }], { fail_on: 'never' }],
      'regressed',
      false,
    ],
    ['shows absolute numbers without a baseline', [[{ head: 'pf' }]], 'no-baseline', false],
    ['is never green without a baseline and a verdict', [[{ head: 'e' }]], 'not-measured', true],
    ['is never green without an eval', [[]], 'not-measured', true],
    [
      'blocks on a change of the gate',
      [[{ base: 'p', head: 'p' }], {}, [change]],
      'regressed',
      true,
    ],
  ])('%s', (_name, args, verdict, blocks) => {
    expect(decisionOf(...args)).toMatchObject({ verdict, blocks });
  });

  test('a failure mode shows the worst of its evals', () => {
    const { rows } = decisionOf([
      { base: 'p', head: 'p', name: 'mode/a' },
      { base: 'p', head: 'f', name: 'mode/b' },
    ]);
    expect(rows).toMatchObject([{ verdict: 'regressed', decisive: { name: 'mode/b' } }]);
  });
});
