import { spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../domain/failure.ts';
import { linesOf } from '../foreign/lines.ts';
import { terminalSafe } from '../foreign/terminal.ts';
import { importTraces } from '../import.ts';

type Where = { root: string; env: Readonly<Record<string, string | undefined>> };

const failed = (argv: readonly string[], why: string): Failure =>
  new Failure(
    `\`${argv.join(' ')}\` gave no traces`,
    why,
    'make it print traces of a format that can be imported; what it says to people belongs on stderr',
  );

/** What the program says to people, behind a bar: no runner obeys it, and no terminal. */
const tell = async (said: AsyncIterable<Uint8Array>): Promise<void> => {
  for await (const line of linesOf(said)) process.stderr.write(`│ ${terminalSafe(line)}\n`);
};

/** The team's program needs the team's keys, and nothing that is the runner's own. */
const ownEnv = (env: Where['env']): Where['env'] =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(?:GITHUB|ACTIONS|INPUT|RUNNER)_/.test(name)),
  );

const run = async (
  argv: readonly string[],
  { root, env }: Where,
  stdout: number,
): Promise<void> => {
  const [program = '', ...rest] = argv;
  const stdio = ['ignore', stdout, 'pipe'] as const;
  const child = spawn(program, rest, { cwd: root, env: ownEnv(env), stdio: [...stdio] });
  const told = child.stderr === null ? undefined : tell(child.stderr);
  await new Promise<void>((done, refuse) => {
    child.once('error', (error) => refuse(failed(argv, error.message)));
    child.once('close', (code, signal) =>
      code === 0 ? done() : refuse(failed(argv, `it ended with ${code ?? signal}`)),
    );
  });
  await told;
};

/** The file is one of ours: what is wrong with it is told as what the program printed. */
const importPrinted = async (argv: readonly string[], file: string, out: string) => {
  const printed = { name: 'what it printed', bytes: await readFile(file) };
  try {
    return (await importTraces({ files: [printed], out, redact: false, map: [] })).losses;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw failed(argv, `${error.message}: ${error.why}`);
  }
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
    const losses = await importPrinted(argv, printed, folder);
    return { folder, losses, remove };
  } catch (error) {
    await remove();
    throw error;
  }
};
