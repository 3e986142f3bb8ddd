import { expect, test } from 'vitest';
import { producedFrom, production } from '../../src/targets/answer.ts';
import { failedBy, output } from './build.ts';

test.each([
  ['a bare string', 'hi', output('hi')],
  ['an output', { output: 'hi' }, output('hi')],
  ['an object as output', { output: { a: 1 } }, { kind: 'output', output: { output: { a: 1 } } }],
  ['an error', { error: 'boom' }, failedBy('it answered an error: boom')],
  [
    'an error beside an output',
    { output: 'x', error: 'boom' },
    failedBy(expect.stringMatching(/boom/)),
  ],
  ['a number', 7, failedBy('the answer is 7')],
  ['nothing', undefined, failedBy('the answer is nothing')],
  [
    'no output',
    { answer: 'x' },
    failedBy(expect.stringMatching(/^the answer is no output: output: /)),
  ],
  [
    'a tool call without a name',
    { output: 'x', tool_calls: [{ arguments: {} }] },
    failedBy(expect.stringMatching(/tool_calls\.0\.name: /)),
  ],
  ['an unknown key', { output: 'x', confidence: 1 }, failedBy(expect.stringMatching(/confidence/))],
])('%s is understood', (_, answer, expected) => {
  expect(producedFrom(answer)).toEqual(expected);
});

test('a long error is cut', () => {
  const answer = { error: 'x'.repeat(5000) };
  expect(producedFrom(answer)).toEqual(failedBy(expect.stringMatching(/^.{300,400}$/)));
});

test('tokens are those that the output reports', () => {
  const answer = { output: 'x', usage: { input_tokens: 3, output_tokens: 4 } };
  expect(production(producedFrom(answer), 1)).toMatchObject({
    inputTokens: 3,
    outputTokens: 4,
    calls: 1,
  });
});
