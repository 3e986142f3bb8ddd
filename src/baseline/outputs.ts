import { createHash } from 'node:crypto';
import type { DataBranch, DataSnapshot } from '../domain/data-branch.ts';
import { Failure } from '../domain/failure.ts';
import type { CaseId } from '../domain/names.ts';
import type { Produced } from '../domain/output.ts';

/** The outputs of a target's cases, all trials of a case together, read one case at a time. */
export type Outputs = {
  ids(): Iterable<CaseId>;
  get(id: CaseId): Promise<Produced[] | undefined>;
};

const mebibyte = 1024 * 1024;
/** GitHub takes far larger blobs; a small one is fetched and replaced quickly. */
const comfortable = mebibyte / 8;
const largest = 7 * mebibyte;
const fewShards = 4;

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Which of so many shards a case's outputs are dealt to. */
export const shardOf = (id: CaseId, shards: number): number => sha256(id).readUInt32BE(0) % shards;

/** A power of two: one for small suites, four for usual ones, more only where blobs would grow too large. */
export const shardsFor = (bytes: number): number => {
  let shards = 1;
  while (bytes / shards > comfortable && (shards < fewShards || bytes / shards > largest)) {
    shards *= 2;
  }
  return shards;
};

const lineOf = (id: CaseId, trials: Produced[]): string =>
  `${JSON.stringify({ case: id, trials })}\n`;

/** One shard's text: a line a case, in the order of their ids, so that equal outputs give equal text. */
const shardText = async (outputs: Outputs, ids: readonly CaseId[]): Promise<string> => {
  const lines: string[] = [];
  for (const id of ids) lines.push(lineOf(id, (await outputs.get(id)) ?? []));
  return lines.join('');
};

/** A shard's path is made of its content: what did not change is already there. */
const pathOf = (text: string): string =>
  `outputs/${sha256(text).toString('hex').slice(0, 40)}.jsonl`;

export type Shard = { path: string; text: () => Promise<string> };

/** Deals outputs into so many shards. A shard's text is made again when it is asked for, and never kept. */
export const dealOutputs = async (outputs: Outputs, count: number): Promise<Shard[]> => {
  const dealt: CaseId[][] = Array.from({ length: count }, () => []);
  for (const id of outputs.ids()) dealt[shardOf(id, count)]?.push(id);
  const shards: Shard[] = [];
  for (const ids of dealt) {
    const sorted = ids.toSorted();
    const text = () => shardText(outputs, sorted);
    shards.push({ path: pathOf(await text()), text });
  }
  return shards;
};

const parseShard = (text: string, place: string): Map<CaseId, Produced[]> => {
  try {
    const lines = text.split('\n').filter((line) => line !== '');
    return new Map(
      lines.map((line) => {
        const { case: id, trials } = JSON.parse(line) as { case: CaseId; trials: Produced[] };
        return [id, trials];
      }),
    );
  } catch {
    throw new Failure(
      `the stored outputs at ${place} cannot be read`,
      'a line of the file is not JSON',
      'restore the file from the history of that branch',
    );
  }
};

/** The stored outputs of a target. A shard is fetched when a case of it is first asked for. */
export const storedOutputs = (
  branch: DataBranch,
  snapshot: DataSnapshot,
  paths: readonly string[],
  ids: Iterable<CaseId>,
): Outputs => {
  const shards = new Map<string, Promise<Map<CaseId, Produced[]>>>();
  const shardAt = (path: string) => {
    const known = shards.get(path);
    if (known !== undefined) return known;
    const place = `failmode-data@${snapshot.commit ?? 'none'}:${path}`;
    const read = branch.read(snapshot, path).then((bytes) => parseShard(bytes.toString(), place));
    shards.set(path, read);
    return read;
  };
  return {
    ids: () => ids,
    async get(id) {
      const path = paths[shardOf(id, Math.max(1, paths.length))];
      return path === undefined ? undefined : (await shardAt(path)).get(id);
    },
  };
};
