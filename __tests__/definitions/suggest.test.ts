import { expect, test } from 'vitest';
import { distance, suggest } from '../../src/definitions/suggest.ts';

test.each([
  ['', '', 0],
  ['abc', '', 3],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['ab', 'ba', 1],
  ['abcd', 'acbd', 1],
  ['ca', 'abc', 3],
])('from %j to %j it is %i steps', (one, other, steps) => {
  expect(distance(one, other)).toBe(steps);
});

const known = ['pattern', 'flags', 'max_errors', 'tool-called', 'tool-not-called', 'of', 'kb'];

test.each([
  ['patern', 'pattern'],
  ['pattren', 'pattern'],
  ['Pattern', 'pattern'],
  ['maxErrors', 'max_errors'],
  ['max-errors', 'max_errors'],
  ['tool_caled', 'tool-called'],
  ['kbs', 'kb'],
  ['fo', 'of'],
  ['timeout', undefined],
  ['x', undefined],
  ['pattern'.repeat(20), undefined],
])('by %j was meant %j', (name, meant) => {
  expect(suggest(name, known)).toBe(meant);
});
