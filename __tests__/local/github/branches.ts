import { git } from '../git.ts';
import type { Emulator } from './emulator.ts';

type Person = { name: string; email: string; date: string };
type Commit = {
  sha: string;
  message: string;
  author: Person;
  committer: Person;
  tree: { sha: string };
  parents: { sha: string }[];
};
type Entry = { path: string; mode: string; type: string; sha: string };

/** The emulator's commits end their message with a line break, asked or not. */
const messageOf = ({ message }: Commit): string =>
  message.endsWith('\n') ? message : `${message}\n`;

const personLine = (role: string, { name, email, date }: Person): string =>
  `${role} ${name} <${email}> ${Math.floor(Date.parse(date) / 1000)} +0000\n`;

const data = (content: string | Buffer): Buffer[] => {
  const bytes = Buffer.from(content);
  return [Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')];
};

const entryOf = ([path, content]: [string, string | null]): object => {
  const entry = { path, mode: '100644', type: 'blob' };
  return content === null ? { ...entry, sha: null } : { ...entry, content };
};

/** The branches of the emulator's own repository: for the project, the data branch. */
export const createBranches = ({ call, at }: Emulator) => {
  const object = <T>(kind: string, sha: string): Promise<T> =>
    call('GET', at(`/git/${kind}/${sha}`));

  const head = async (branch: string): Promise<string> =>
    (await call<{ object: { sha: string } }>('GET', at(`/git/ref/heads/${branch}`))).object.sha;

  const has = async (branch: string): Promise<boolean> => {
    const refs = await call<{ ref: string }[]>('GET', at(`/git/matching-refs/heads/${branch}`));
    return refs.some(({ ref }) => ref === `refs/heads/${branch}`);
  };

  const blobsOf = async (tree: string): Promise<Entry[]> => {
    const listed = await object<{ tree: Entry[] }>('trees', `${tree}?recursive=1`);
    return listed.tree.filter((entry) => entry.type === 'blob');
  };

  const bytesOf = async (sha: string): Promise<Buffer> =>
    Buffer.from((await object<{ content: string }>('blobs', sha)).content, 'base64');

  const filesOf = async (branch: string): Promise<Entry[]> =>
    blobsOf((await object<Commit>('commits', await head(branch))).tree.sha);

  /** Oldest first. */
  const history = async (sha: string, seen = new Map<string, Commit>()): Promise<Commit[]> => {
    const commit = await object<Commit>('commits', sha);
    for (const parent of commit.parents) {
      if (!seen.has(parent.sha)) await history(parent.sha, seen);
    }
    seen.set(sha, commit);
    return [...seen.values()];
  };

  const importStream = async (ref: string, commits: Commit[]): Promise<Buffer> => {
    const chunks: Buffer[] = [];
    const marks = new Map<string, string>();
    const mark = (sha: string): string => {
      const name = `:${marks.size + 1}`;
      marks.set(sha, name);
      return `mark ${name}\n`;
    };
    for (const commit of commits) {
      const files = await blobsOf(commit.tree.sha);
      for (const { sha } of files) {
        // Files of the same content share a blob, and so a mark.
        if (marks.has(sha)) continue;
        chunks.push(Buffer.from(`blob\n${mark(sha)}`), ...data(await bytesOf(sha)));
      }
      chunks.push(
        Buffer.from(`reset ${ref}\ncommit ${ref}\n${mark(commit.sha)}`),
        Buffer.from(personLine('author', commit.author)),
        Buffer.from(personLine('committer', commit.committer)),
        ...data(messageOf(commit)),
        ...commit.parents.map(({ sha }, index) =>
          Buffer.from(`${index === 0 ? 'from' : 'merge'} ${marks.get(sha)}\n`),
        ),
        Buffer.from('deleteall\n'),
        ...files.map(({ mode, sha, path }) => Buffer.from(`M ${mode} ${marks.get(sha)} ${path}\n`)),
      );
    }
    return Buffer.concat(chunks);
  };

  return {
    head,
    has,
    paths: async (branch: string): Promise<string[]> =>
      (await filesOf(branch)).map((file) => file.path),

    read: async (branch: string, path: string): Promise<string> => {
      const file = (await filesOf(branch)).find((entry) => entry.path === path);
      if (file === undefined) throw new Error(`${branch} has no ${path}`);
      return (await bytesOf(file.sha)).toString();
    },

    /** A commit on top of the branch: files written, or with null removed. Makes the branch. */
    write: async (branch: string, files: Record<string, string | null>): Promise<string> => {
      const parent = (await has(branch)) ? await head(branch) : undefined;
      const base = parent && (await object<Commit>('commits', parent)).tree.sha;
      const entries = Object.entries(files).map(entryOf);
      const body = { ...(base === undefined ? {} : { base_tree: base }), tree: entries };
      const tree = await call<{ sha: string }>('POST', at('/git/trees'), body);
      const commit = await call<{ sha: string }>('POST', at('/git/commits'), {
        message: 'Written by the test',
        tree: tree.sha,
        parents: parent === undefined ? [] : [parent],
      });
      const ref = `heads/${branch}`;
      await (parent === undefined
        ? call('POST', at('/git/refs'), { ref: `refs/${ref}`, sha: commit.sha })
        : call('PATCH', at(`/git/refs/${ref}`), { sha: commit.sha }));
      return commit.sha;
    },

    /** Copies the branch with its history into a Git repository, commit ids and all. */
    mirror: async (branch: string, repository: string): Promise<void> => {
      const ref = `refs/heads/${branch}`;
      const tip = await head(branch);
      const stream = await importStream(ref, await history(tip));
      await git(repository, ['fast-import', '--quiet', '--force'], { input: stream });
      const copied = await git(repository, ['rev-parse', ref]);
      if (copied !== tip) throw new Error(`${branch} is ${tip}, its copy ${copied}`);
    },
  };
};
