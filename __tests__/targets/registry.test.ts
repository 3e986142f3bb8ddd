import { expect, test } from 'vitest';
import { targetKinds } from '../../src/domain/config.ts';
import { openTarget, targetTypes, typeOf } from '../../src/targets/registry.ts';
import { ports, target } from './build.ts';

test('every kind has its type and one line on what it does', () => {
  expect(Object.keys(targetTypes).toSorted()).toEqual([...targetKinds].toSorted());
  for (const kind of targetKinds) {
    expect(targetTypes[kind]).toMatchObject({
      kind,
      summary: expect.stringMatching(/^.{10,120}$/),
    });
  }
});

test.each([
  [{ recorded: ['r.jsonl'] }, 0],
  [{ prompt: 'p.md', model: 'm' }, 1],
  [{ command: ['node', 'a.mjs'] }, 1],
  [{ http: { url: 'http://127.0.0.1:1/' } }, 1],
])('a run of %j is taken for %d model calls', (run, calls) => {
  const one = target(run);
  expect(typeOf(one).callsPerRun(one)).toBe(calls);
});

test.each([[{}], [{ prompt: 'p.md', module: 'm.ts' }]])('%j is not one kind', (run) => {
  expect(() => openTarget(target(run), ports())).toThrow('the target cannot be run');
});
