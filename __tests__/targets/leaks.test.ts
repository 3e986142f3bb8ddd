import { expect, test } from 'vitest';
import type { Produced } from '../../src/domain/output.ts';
import { production } from '../../src/targets/answer.ts';
import { withoutSecrets } from '../../src/targets/leaks.ts';

const key = 'sk-live-4f9c2e7a1b8d3056';
const env = {
  OPENAI_API_KEY: key,
  LANG: 'en_US.UTF-8-and-more',
  MY_ENDPOINT: 'https://models.test/v1',
};

const checked = (produced: Produced, names: string[] = []): Produced =>
  withoutSecrets(env, names)(production(produced, 1)).produced;

const output = (text: string): Produced => ({ kind: 'output', output: { output: text } });

test.each([
  ['as it is', `My key is ${key}.`],
  ['in part', `It begins with ${key.slice(0, 14)}`],
  ['spaced out', [...key].join(' ')],
  ['backwards', [...key].toReversed().join('')],
  ['in base64', Buffer.from(key).toString('base64')],
])('an output that holds a secret %s has failed, and goes no further', (_, text) => {
  const found = checked(output(text));
  expect(found.kind).toBe('failed');
  expect(JSON.stringify(found)).not.toContain(text);
});

test('what is no secret by its name passes, unless it is named as one', () => {
  const text = 'Set en_US.UTF-8-and-more and ask https://models.test/v1.';
  expect(checked(output(text))).toEqual(output(text));
  expect(checked(output(text), ['MY_ENDPOINT']).kind).toBe('failed');
});

test('a reason is told without the secret in it', () => {
  const told = checked({ kind: 'error', reason: `401 for ${key}` });
  expect(told).toEqual({ kind: 'error', reason: '401 for [redacted]' });
});
