import { expect, test } from 'vitest';
import { caseChanges, gateChanges } from '../../src/decide/gate-changes.ts';
import type { Definitions } from '../../src/domain/definitions.ts';
import { definitions, evalPrints } from './definitions.ts';

const please = { type: 'contains', value: 'please' };
const short = { type: 'length', max: { words: 90 } };
const changesOf = (base: Definitions, head: Definitions) =>
  gateChanges(base, head, { base: evalPrints(base), head: evalPrints(head) }).map(
    ({ kind, what, change }) => `${kind} ${what} ${change}`,
  );
const desk = (over: object) => ({
  targets: { desk: { run: { command: ['node', 'app.mjs'] }, cases: ['cases.jsonl'], ...over } },
});

test.each<[string, Definitions, Definitions, string[]]>([
  ['nothing', definitions(), definitions(), []],
  [
    'an eval that is gone',
    definitions({ 'curt/please': [please], 'curt/thanks': [please] }),
    definitions({ 'curt/please': [please] }),
    ['eval curt/thanks removed'],
  ],
  [
    'a failure mode that is gone, once',
    definitions({ 'curt/please': [please], 'long/short': [short] }),
    definitions({ 'curt/please': [please] }),
    ['mode long removed'],
  ],
  [
    'an assertion that is another one',
    definitions({ 'curt/please': [please] }),
    definitions({ 'curt/please': [{ type: 'contains', any: ['please', 'thanks'] }] }),
    ['eval curt/please changed'],
  ],
  [
    'no assertion that was added: it is tighter',
    definitions({ 'curt/please': [please] }),
    definitions({ 'curt/please': [please, short] }),
    [],
  ],
  [
    'no new eval',
    definitions(),
    definitions({ 'curt/please': [please], 'long/short': [short] }),
    [],
  ],
  [
    'a threshold that lets more through',
    definitions(undefined, { gate: { alpha: 0.05, max_errors: 0.1 } }),
    definitions(undefined, { gate: { alpha: 0.001, max_errors: 0.9 } }),
    ['threshold gate.alpha changed', 'threshold gate.max_errors changed'],
  ],
  [
    'no threshold that lets less through',
    definitions(undefined, { gate: { fail_on: 'regression' } }),
    definitions(undefined, { gate: { fail_on: 'undecided', max_errors: 0 } }),
    [],
  ],
  [
    'a target that stops being held exactly',
    definitions(undefined, desk({ deterministic: true, trials: 3 })),
    definitions(undefined, desk({ deterministic: false, trials: 1 })),
    ['target targets.desk.deterministic changed', 'target targets.desk.trials changed'],
  ],
  [
    'a dependency that no longer counts',
    definitions(undefined, desk({ depends_on: { prompts: ['prompts/**'], code: ['app/**'] } })),
    definitions(undefined, desk({ depends_on: { code: ['app/**'] } })),
    ['target targets.desk.depends_on removed'],
  ],
])('lists %s', (_name, base, head, expected) => {
  expect(changesOf(base, head)).toEqual(expected);
});

test('lists cases that are gone and cases that are others, and no new ones', () => {
  const print = (whole: string) => ({ input: 'i', whole });
  const base = new Map([
    ['a', print('1')],
    ['b', print('1')],
    ['c', print('1')],
  ]);
  const head = new Map([
    ['a', print('1')],
    ['b', print('2')],
    ['d', print('1')],
  ]);
  expect(caseChanges(base, head).map(({ what, change }) => [what, change])).toEqual([
    ['b', 'changed'],
    ['c', 'removed'],
  ]);
});
