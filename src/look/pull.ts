import { spawn } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../domain/failure.ts';
import { importTraces } from '../import.ts';

type Where = { root: string; env: Readonly<Record<string, string | undefined>> };

const failed = (argv: readonly string[], why: string): Failure =>
  new Failure(
    `\`${argv.join(' ')}\` gave no traces`,
    why,
    'make it print traces of a format that can be imported; what it says to people belongs on stderr',
  );

const run = async (
  argv: readonly string[],
  { root, env }: Where,
  stdout: number,
): Promise<void> => {
  const [program = '', ...rest] = argv;
  const child = spawn(program, rest, { cwd: root, env, stdio: ['ignore', stdout, 'inherit'] });
  await new Promise<void>((done, refuse) => {
    child.once('error', (error) => refuse(failed(argv, error.message)));
    child.once('close', (code, signal) =>
      code === 0 ? done() : refuse(failed(argv, `it ended with ${code ?? signal}`)),
    );
  });
};

/** What the team's own program prints, imported into a folder of its own, which `remove` takes away. */
export const pullTraces = async (argv: readonly string[], where: Where) => {
  const temporary = await mkdtemp(join(tmpdir(), 'failmode-traces-'));
  const remove = (): Promise<void> => rm(temporary, { recursive: true, force: true });
  try {
    const printed = join(temporary, 'printed');
    const folder = join(temporary, 'traces');
    const file = await open(printed, 'w', 0o600);
    try {
      await run(argv, where, file.fd);
    } finally {
      await file.close();
    }
    const { losses } = await importTraces({
      files: [printed],
      out: folder,
      redact: false,
      map: [],
    });
    return { folder, losses, remove };
  } catch (error) {
    await remove();
    throw error;
  }
};
