import { expect, test } from 'vitest';
import { noFields, type Fields } from '../../../src/look/page/fields.ts';
import { lettersFor } from '../../../src/look/page/letters.ts';
import { saturation, tally } from '../../../src/look/page/tally.ts';

const failed = (...modes: string[]): Fields => ({ note: '', verdict: 'fail', modes });
const passed: Fields = { note: '', verdict: 'pass', modes: [] };
const times = <Value>(count: number, value: Value): Value[] => Array<Value>(count).fill(value);

test('each trace is counted by its verdict, and a note alone is read as well', () => {
  const noted = { ...noFields, note: 'odd' };
  const deferred = { ...noFields, verdict: 'defer' as const };
  expect(tally([failed(), passed, passed, noted, deferred, noFields])).toEqual({
    pass: 2,
    fail: 1,
    defer: 1,
    unread: 1,
    read: 5,
  });
});

test.each([
  ['nothing read', [noFields], { of: 0, fresh: 0, unsorted: 0, reached: false }],
  ['a kind that is new', [...times(30, passed), failed('a')], { of: 20, fresh: 1 }],
  [
    'a kind that an earlier one had',
    [failed('a'), ...times(30, passed), failed('a')],
    { fresh: 0 },
  ],
  ['one not grouped yet', [...times(99, passed), failed()], { unsorted: 1, reached: false }],
  ['a hundred, and nothing new', [failed('a'), ...times(99, passed)], { fresh: 0, reached: true }],
  ['too few', times(99, passed), { reached: false }],
])('saturation of %s', (_name, notes, expected) => {
  expect(saturation(notes)).toMatchObject(expected);
});

test('a failure mode keeps its letter when others come', () => {
  const first = lettersFor([{ id: 'rude', name: 'Rude' }], new Map());
  const modes = ['rage', 'rude', 'gu', 'jk'].map((id) => ({ id, name: id }));
  expect([...lettersFor(modes, first)]).toEqual([
    ['rude', 'r'],
    ['rage', 'a'],
    ['gu', 'b'],
    ['jk', 'c'],
  ]);
  expect(
    lettersFor(
      times(40, 0).map((_, at) => ({ id: `m${at}`, name: 'm' })),
      new Map(),
    ).size,
  ).toBe(22);
});
