import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { linesOf } from '../foreign/lines.ts';

const run = promisify(execFile);
const mostBytes = 1 << 30;

/** The bytes of a blob; undefined where there is none. */
export const readBlob = async (root: string, sha: string): Promise<Buffer | undefined> => {
  try {
    const options = { cwd: root, encoding: 'buffer', maxBuffer: mostBytes } as const;
    return (await run('git', ['cat-file', 'blob', sha], options)).stdout;
  } catch {
    return undefined;
  }
};

/** The lines of a blob, as they come. */
export async function* blobLines(root: string, sha: string): AsyncGenerator<string> {
  const child = spawn('git', ['cat-file', 'blob', sha], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  yield* linesOf(child.stdout);
}
