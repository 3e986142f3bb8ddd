import { expect, test } from 'vitest';
import { lacksContent } from '../../src/judges/floor.ts';
import { benignOutputs } from './benign.ts';
import { empties } from './hostile.ts';

const lacks = (output: unknown): boolean => lacksContent({ input: 'Where?', output });

test.each(empties.map((output) => [output]))('there is nothing to judge in %j', (output) => {
  expect(lacks(output)).toBe(true);
});

test.each([
  'Yes.',
  'No',
  '42',
  '7',
  'Paris',
  'はい',
  'Да',
  'Na',
  'None',
  'OK',
  '$5',
  '```\nx = 1\n```',
  '```Paris```',
  'The answer is 4',
  { slot: 3 },
  { refund: false },
  ['', 'Paris'],
])('a short answer is one: %j', (output) => {
  expect(lacks(output)).toBe(false);
});

test('no ordinary output is taken for empty', () => {
  expect([...benignOutputs(1000, 11)].filter(lacks)).toEqual([]);
});

test('an output that calls tools is not empty', () => {
  expect(lacksContent({ input: 'x', output: '', tool_calls: [{ name: 'book' }] })).toBe(false);
});
