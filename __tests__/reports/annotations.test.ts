import { expect, test } from 'vitest';
import { annotations } from '../../src/reports/annotations.ts';
import { examples } from './examples.ts';
import { hostile } from './extremes.ts';
import { modeRow, report } from './report.ts';

test('a regressed eval is an error at its line, with its failing cases and reasons', () => {
  const [first] = annotations(examples['regressed']!);
  expect(first).toEqual({
    level: 'error',
    title: 'hallucinated-slot/slot-was-offered: regressed',
    message:
      '3 cases newly failing: c-001, c-017, tour-saturday-late; 1 case cleared by re-runs: c-052; a case fails here and passes on the base, beyond luck; its changed cases together do worse here, beyond luck',
    file: 'evals/modes/hallucinated-tour-slot.yml',
    line: 4,
    column: 5,
  });
});

test('an eval that was not measured is an error, an undecided one a warning', () => {
  expect(annotations(examples['not-measured']!)).toMatchObject([{ level: 'error' }]);
  expect(annotations(examples['undecided']!)).toMatchObject([{ level: 'warning' }]);
  expect(annotations(examples['same']!)).toEqual([]);
});

test('where the gate blocks nothing, a regression is a warning', () => {
  const rows = [modeRow('A', { verdict: 'regressed' })];
  const example = report({ decision: { verdict: 'regressed', blocks: false, rows } });
  expect(annotations(example)).toMatchObject([{ level: 'warning' }]);
});

test('a problem is an error at its place', () => {
  expect(annotations(examples['invalid']!)[0]).toEqual({
    level: 'error',
    title: 'Invalid eval definitions',
    message: 'there is no rung "cod"; did you mean "code"?',
    file: 'evals/modes/hallucinated-slot.yml',
    line: 6,
    column: 11,
  });
});

test('an eval without a place is told without one', () => {
  const rows = [modeRow('A', { verdict: 'not measured', place: undefined })];
  const [one] = annotations(report({ decision: { verdict: 'not-measured', blocks: true, rows } }));
  expect(one).not.toHaveProperty('file');
});

test('of 200 failures ten are shown, and the tenth counts the others', () => {
  const rows = Array.from({ length: 200 }, (_, index) =>
    modeRow(`A ${index}`, { verdict: 'regressed' }),
  );
  const all = annotations(report({ decision: { verdict: 'regressed', blocks: true, rows } }));
  expect(all).toHaveLength(10);
  expect(all.at(-1)).toMatchObject({ title: 'and 191 more' });
});

test('foreign text in them is one line', () => {
  for (const example of hostile) {
    for (const { title, message, file } of annotations(example)) {
      expect(`${title}${message}${file}`).not.toMatch(/[\n\r\u2028]/);
    }
  }
});
