import type { DataBranch } from '../domain/data-branch.ts';
import { Failure } from '../domain/failure.ts';
import { baselinePath, type RunRecord } from './store.ts';

/** A data branch that holds one run alone, for a base that was measured just now and is stored nowhere. */
export const branchOfRun = ({ record, shards }: RunRecord): DataBranch => {
  const files = new Map<string, () => Promise<string>>(
    shards.map(({ path, text }) => [path, text]),
  );
  files.set(baselinePath(record.branch, record.commit), async () => JSON.stringify(record));
  return {
    snapshot: async () => ({
      commit: undefined,
      blobs: new Map([...files.keys()].map((path) => [path, path])),
    }),
    async read(_snapshot, path) {
      const text = files.get(path);
      if (text !== undefined) return Buffer.from(await text());
      throw new Failure(`${path} is not there`, 'the base was measured without it', 'run it again');
    },
  };
};
