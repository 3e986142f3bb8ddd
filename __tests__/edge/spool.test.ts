import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Produced } from '../../src/domain/output.ts';
import { openSpool } from '../../src/edge/spool.ts';
import { temporaryFolder } from '../local/scratch.ts';

const said = (output: string): Produced => ({ kind: 'output', output: { output } });
const spool = () => openSpool(temporaryFolder('spool'));

test.each([
  ['one that is not written yet', 10, 1],
  ['many small ones, written together', 1000, 2000],
  ['one that is longer than what is written together', 600_000, 3],
])('gives back what was put: %s', async (_what, length, count) => {
  const kept = await spool();
  const textOf = (at: number) => `${at} é€😀 ${'x'.repeat(length)}`;
  for (let at = 0; at < count; at += 1) await kept.put(`c-${at}`, 0, said(textOf(at)));
  for (let at = 0; at < count; at += 1) {
    expect(await kept.get(`c-${at}`)).toEqual([said(textOf(at))]);
  }
  await kept.close();
});

test('what is put after something was read is found as well', async () => {
  const kept = await spool();
  await kept.put('c-1', 0, said('first'));
  await kept.get('c-1');
  await kept.put('c-2', 0, said('second'));
  expect(await kept.get('c-2')).toEqual([said('second')]);
  expect(await kept.get('c-1')).toEqual([said('first')]);
  await kept.close();
});

test('the trials of a case are in their order, however they came', async () => {
  const kept = await spool();
  await kept.put('c-1', 1, said('second'));
  await kept.put('c-1', 0, said('first'));
  expect(await kept.get('c-1')).toEqual([said('first'), said('second')]);
  await kept.close();
});

test('a case that was never put has nothing', async () => {
  const kept = await spool();
  expect(await kept.get('c-1')).toBeUndefined();
  await kept.close();
});

test('nothing is left on disk', async () => {
  const folder = temporaryFolder('spool');
  const kept = await openSpool(folder);
  await kept.put('c-1', 0, said('first'));
  await kept.close();
  expect(readdirSync(folder)).toEqual([]);
});
