import { expect, test } from 'vitest';
import { aCase, refused, resourcesWith, told, trace } from './judging.ts';

const file = 'evals/slot.ts';
const answering = (answer: unknown) => resourcesWith({ code: { [file]: () => answer } });

test.each<[unknown, string]>([
  [true, 'holds'],
  [false, 'evals/slot.ts says no'],
  [{ pass: true }, 'holds'],
  [{ pass: false, critique: 'offers 10:00' }, 'offers 10:00'],
  [{ pass: false }, 'evals/slot.ts says no'],
  [{ pass: true, score: 1 }, 'holds'],
  [undefined, 'error: evals/slot.ts answered nothing, neither a boolean nor { pass, critique }'],
  ['yes', 'error: evals/slot.ts answered "yes", neither a boolean nor { pass, critique }'],
  [1, 'error: evals/slot.ts answered 1, neither a boolean nor { pass, critique }'],
  [
    { pass: 'yes' },
    'error: evals/slot.ts answered {"pass":"yes"}, neither a boolean nor { pass, critique }',
  ],
])('an answer of %j: %s', async (answer, said) => {
  expect(await told({ type: 'module', file }, 'Hi', answering(answer))).toBe(said);
});

test('code that throws could not decide', async () => {
  const resources = resourcesWith({
    code: { [file]: () => Promise.reject(new Error('no slots')) },
  });
  expect(await told({ type: 'module', file }, 'Hi', resources)).toBe(
    'error: evals/slot.ts: no slots',
  );
});

test('code is given the case and the whole output, and the value where `of` names one', async () => {
  const given: unknown[] = [];
  const resources = resourcesWith({ code: { [file]: (argument) => given.push(argument) > 0 } });
  const output = trace({ output: { slot: '10:00' }, latency_ms: 5 });
  await told({ type: 'module', file }, output, resources);
  await told({ type: 'module', file, of: '$.slot' }, output, resources);
  expect(given).toEqual([
    { case: aCase, output },
    { case: aCase, output, value: '10:00' },
  ]);
});

test('a file that is not there is refused when preparing', async () => {
  expect(await refused({ type: 'module', file })).toBe('file: there is no evals/slot.ts; write it');
});
