import { expect, test } from 'vitest';
import { noFields, type Fields } from '../../../src/look/page/fields.ts';
import { lettersFor } from '../../../src/look/page/letters.ts';
import { tally } from '../../../src/look/page/tally.ts';

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
