import { expect, test } from 'vitest';
import { decide, type DecideOptions, type Trial, type Trials } from '../../src/decide/decide.ts';

const trialsOf = (marks: string): Trial[] =>
  marks.split('').map((mark) => (mark === '-' ? null : mark === '1' ? 1 : 0));
const cases = (record: Record<string, string>) =>
  Object.fromEntries(Object.entries(record).map(([id, marks]) => [id, trialsOf(marks)]));
const many = (n: number, marks: string, prefix = 'c') =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`${prefix}${i}`, trialsOf(marks)]));
const sampled = { modes: { A: { rung: 'sampled' as const } } };
const ten = { passes: '1'.repeat(10), fails: '0'.repeat(10) };

/** One mode, one newly failing case. */
const oneFailing = (options: Partial<DecideOptions> = {}) =>
  decide(
    { A: cases({ x: '1', p: '1' }) },
    { A: cases({ x: '0', p: '1' }) },
    { ...sampled, ...options },
  );

test('a case that still passes 1 run in 10 is proven broken among 300 suspects', () => {
  const baseline = { A: many(300, '1') };
  const head = { A: many(300, '0') };
  const fresh = {
    baseline: { A: { ...many(300, '1111100000'), c7: trialsOf(ten.passes) } },
    head: { A: { ...many(300, '1111100000'), c7: trialsOf('0000001000') } },
  };
  const { block, modes } = decide(baseline, head, { ...sampled, fresh });
  expect([block, modes['A']?.confirmed]).toEqual([true, ['c7']]);
});

test('ids that objects know by themselves are ids like any other', () => {
  const [baseline, head] = [1, 0].map((x): Trials =>
    JSON.parse(`{"__proto__": {"__proto__": [${x}], "constructor": [1]}}`),
  );
  const modes: DecideOptions['modes'] = JSON.parse('{"__proto__": {"rung": "deterministic"}}');
  const ruling = decide(baseline ?? {}, head ?? {}, { modes });
  expect(Object.entries(ruling.modes)).toMatchObject([
    ['__proto__', { verdict: 'regressed', newlyFailing: ['__proto__'] }],
  ]);
  expect(ruling.modes['constructor']).toBeUndefined();
});

test('a person labels a case of an id that objects know by themselves', () => {
  const humanLabels: Record<string, Record<string, 1 | 0>> = JSON.parse('{"A": {"toString": 1}}');
  const options = { modes: { A: { rung: 'judge' as const } }, humanLabels };
  const ruling = decide(
    { A: cases({ toString: '1', valueOf: '1' }) },
    { A: cases({ toString: '0', valueOf: '0' }) },
    options,
  );
  expect(ruling.modes['A']?.newlyFailing).toEqual(['valueOf']);
});

test('with no re-runs asked for, the first runs are tested, and a failure is not cleared unseen', () => {
  const ruling = oneFailing({ r: 0 });
  expect(ruling).toMatchObject({
    conclusion: 'undecided',
    rerun: [],
    modes: { A: { unresolved: ['x'], reasons: ['newly_failing_not_rerun'] } },
  });
});

test('an extension asks for the rest of twice as many runs', () => {
  const fresh = {
    baseline: { A: cases({ x: '1110000000' }) },
    head: { A: cases({ x: ten.fails }) },
  };
  expect(oneFailing({ fresh, r: 20, alpha: 0.025 }).rerun).toEqual([
    { mode: 'A', case: 'x', side: 'head', trials: 10, stopAfterPasses: 3 },
  ]);
});

test('runs beyond those asked for are no second chance', () => {
  const fresh = {
    baseline: { A: cases({ x: `${ten.passes}0000000000` }) },
    head: { A: cases({ x: `${ten.fails}1111111111` }) },
  };
  expect(oneFailing({ fresh }).block).toBe(true);
});

test('errors leave a proven regression standing', () => {
  const fresh = {
    baseline: { A: cases({ x: '11111111--' }) },
    head: { A: cases({ x: '00000000--' }) },
  };
  expect(oneFailing({ fresh }).modes['A']).toMatchObject({
    verdict: 'regressed',
    confirmed: ['x'],
  });
});

test('a judge is tested over equally many graded re-runs of both sides', () => {
  const ids = Object.keys(many(6, ''));
  const side = (marks: string) => Object.fromEntries(ids.map((id) => [id, trialsOf(marks)]));
  const options = {
    modes: { A: { rung: 'judge' as const, labels: { tp: 48, fn: 2, tn: 45, fp: 5 } } },
    fresh: { baseline: { A: side('11111-----') }, head: { A: side('0000011111') } },
  };
  const ruling = decide({ A: side('1') }, { A: side('0') }, options);
  expect(ruling.modes['A']).toMatchObject({ pMode: 1 / 64, verdict: 'regressed' });
});

test('a new mode of which too much could not be graded is not waved through', () => {
  const { modes } = decide({}, { A: cases({ n: '-' }) }, sampled);
  expect(modes['A']).toMatchObject({ verdict: 'undecided', reasons: ['errored_cases'] });
});

test('a mode that could not be graded on the head is not waved through', () => {
  const { modes } = decide({ A: cases({ a: '1' }) }, { A: cases({ a: '-' }) }, sampled);
  expect(modes['A']).toMatchObject({ verdict: 'undecided', reasons: ['errored_cases'] });
});

test('a mode that is gone needs no rung', () => {
  const { modes } = decide({ A: cases({ a: '1' }) }, {}, { modes: {} });
  expect(modes['A']).toMatchObject({ verdict: 'undecided', reasons: ['all_removed'] });
});

test('a mode without a case is new', () => {
  expect(decide({}, {}, sampled).modes['A']).toMatchObject({ verdict: 'new', p1: 1 });
});

test('re-runs that disagree betray a target that only says it is deterministic', () => {
  const fresh = { baseline: {}, head: { A: cases({ x: '1' }) } };
  const ruling = oneFailing({ modes: { A: { rung: 'deterministic' } }, fresh });
  expect(ruling.modes['A']?.reasons).toEqual([
    'declared_deterministic_but_trials_disagree',
    'reruns_incomplete',
  ]);
});

test('a suspicion that ten times the evidence would not prove asks for more cases', () => {
  const side = (b: string, n: number) => Object.fromEntries(Object.entries(many(n, b)));
  const flaky = '1111100000';
  const fresh = {
    baseline: { A: { ...side(flaky, 300), c0: trialsOf('1111110000') } },
    head: { A: side(flaky, 300) },
  };
  const options = { ...sampled, fresh, inconclusiveAt: 1 };
  const ruling = decide({ A: many(300, '1') }, { A: many(300, '0') }, options);
  expect(ruling.modes['A']?.more).toEqual({ kind: 'cases' });
});

test('50 000 cases are decided without ado', () => {
  const baseline = { A: many(50_000, '1') };
  const head = { A: { ...many(50_000, '1'), ...many(20_000, '0') } };
  expect(decide(baseline, head, { ...sampled, rerunAvailable: false }).block).toBe(true);
});

test.each([
  ['alpha', { alpha: Number.NaN }, /alpha is NaN: give a share from 0 to 1/],
  ['trigger', { trigger: 2 }, /trigger is 2/],
  ['r', { r: 1.5 }, /r is 1.5: give a whole number of at least 0/],
  ['clearAfterPasses', { clearAfterPasses: 0 }, /at least 1/],
])('%s out of range is refused', (_, options, message) => {
  expect(() => oneFailing(options)).toThrow(message);
});

test('trials that are neither passes nor fails nor errors are refused, and it says where', () => {
  const head: Trials = JSON.parse('{"A": {"x": [true]}}');
  expect(() => decide({}, head, sampled)).toThrow(
    'headTrials["A"]["x"]: trials are a list of 1 (pass), 0 (fail) or null (not graded)',
  );
});

test('a mode whose rung is not said is refused', () => {
  expect(() => decide({}, { A: {} }, { modes: {} })).toThrow('modes["A"].rung: give');
});
