import { createHash } from 'node:crypto';
import type { DataBranch, DataWriter } from '../../src/domain/data-branch.ts';

/** The data branch in memory, as strict as Git: a writer that has not seen the newest commit is refused. */
export const memoryBranch = (files: Record<string, string> = {}) => {
  const sha = (text: string) =>
    createHash('sha1')
      .update(`blob ${Buffer.byteLength(text)}\0${text}`)
      .digest('hex');
  const commits = [new Map(Object.entries(files))];
  const blobs = new Map<string, string>();
  const nameOf = (index: number) => sha(`commit ${index}`);
  const branch: DataBranch & DataWriter = {
    async snapshot() {
      const index = commits.length - 1;
      const entries = [...(commits[index] ?? [])].map(([path, text]) => {
        blobs.set(sha(text), text);
        return [path, sha(text)] as const;
      });
      return { commit: nameOf(index), blobs: new Map(entries) };
    },
    async read(snapshot, path) {
      const text = blobs.get(snapshot.blobs.get(path) ?? '');
      if (text === undefined) throw new Error(`no ${path}`);
      return Buffer.from(text);
    },
    async append(snapshot, change) {
      if (snapshot.commit !== nameOf(commits.length - 1)) return false;
      commits.push(new Map([...(commits.at(-1) ?? []), ...change.files]));
      return true;
    },
  };
  return { branch, commits, files: () => Object.fromEntries(commits.at(-1) ?? []) };
};
