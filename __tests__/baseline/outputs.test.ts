import { expect, test } from 'vitest';
import { dealOutputs, shardOf, shardsFor, storedOutputs } from '../../src/baseline/outputs.ts';
import type { Produced } from '../../src/domain/output.ts';
import { memoryBranch } from './data-branch.ts';

const answer = (text: string): Produced[] => [{ kind: 'output', output: { output: text } }];
const ids = Array.from({ length: 40 }, (_, index) => `case-${index}`);
const outputs = (text: (id: string) => string) => ({
  ids: () => ids,
  get: async (id: string) => answer(text(id)),
});
const texts = async (shards: Awaited<ReturnType<typeof dealOutputs>>) => {
  const files: Record<string, string> = {};
  for (const { path, text } of shards) files[path] = await text();
  return files;
};

test.each([
  [60_000, 1],
  [900_000, 4],
  [8 * 2 ** 20, 4],
  [100 * 2 ** 20, 16],
])('%i bytes are dealt into %i shards, none of them above 8 MiB', (bytes, shards) => {
  expect(shardsFor(bytes)).toBe(shards);
  expect(bytes / shards).toBeLessThan(8 * 2 ** 20);
});

test('what did not change keeps its path, so only the shard of a changed case is new', async () => {
  const before = await dealOutputs(
    outputs((id) => id),
    8,
  );
  const after = await dealOutputs(
    outputs((id) => (id === 'case-3' ? 'new' : id)),
    8,
  );
  const changed = after.flatMap(({ path }, index) => (path === before[index]?.path ? [] : [index]));
  expect(changed).toEqual([shardOf('case-3', 8)]);
});

test('stored outputs are found again, each in its shard', async () => {
  const shards = await dealOutputs(
    outputs((id) => `said ${id}`),
    4,
  );
  const { branch } = memoryBranch(await texts(shards));
  const paths = shards.map(({ path }) => path);
  const stored = storedOutputs(branch, await branch.snapshot(), paths, ids);
  expect(await stored.get('case-17')).toEqual(answer('said case-17'));
  expect(await stored.get('nobody')).toBeUndefined();
});

test('damaged outputs are an error that names where they are', async () => {
  const { branch } = memoryBranch({ 'outputs/x.jsonl': '{"case":' });
  const stored = storedOutputs(branch, await branch.snapshot(), ['outputs/x.jsonl'], ids);
  await expect(stored.get('case-1')).rejects.toThrow(
    /failmode-data@[0-9a-f]{40}:outputs\/x\.jsonl/,
  );
});
