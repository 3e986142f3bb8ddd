import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Case } from '../../src/domain/case.ts';
import { targetSchema, type Target } from '../../src/domain/config.ts';
import type { Files } from '../../src/domain/definitions.ts';
import { startLineProcess } from '../../src/edge/process.ts';
import { programEnvironment } from '../../src/targets/environment.ts';
import type { Runner, TargetPorts } from '../../src/targets/target.ts';
import { temporaryFolder } from '../local/scratch.ts';

type TargetAsWritten = Omit<Partial<(typeof targetSchema)['_input']>, 'run'>;

export const target = (
  run: (typeof targetSchema)['_input']['run'],
  rest: TargetAsWritten = {},
): Target => targetSchema.parse({ run, cases: ['cases.jsonl'], ...rest });

export const caseOf = (input: Case['input'] = 'hello', id = 'c-1'): Case => ({ id, input });

/** Files that are held in memory. */
export const filesOf = (contents: Record<string, string>): Files => ({
  tree: async () => new Map(Object.keys(contents).map((path) => [path, 'a'.repeat(40)])),
  read: async (path) => {
    const text = contents[path];
    return text === undefined ? undefined : Buffer.from(text);
  },
  async *lines(path) {
    yield* (contents[path] ?? '').split('\n');
  },
});

/** A checkout with these files in it. */
export const checkout = (contents: Record<string, string>): string => {
  const root = temporaryFolder('target');
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
};

export const workerFile = fileURLToPath(new URL('../../src/worker.ts', import.meta.url));

const notGiven = (name: string) => (): never => {
  throw new Error(`the test gave no \`${name}\``);
};

/** Ports of which those that a test does not give must not be used; processes are real. */
export const ports = (given: Partial<TargetPorts> = {}): TargetPorts => ({
  ask: notGiven('ask'),
  post: notGiven('post'),
  models: {},
  files: filesOf({}),
  root: '/nowhere',
  spawn: startLineProcess,
  env: (names) => programEnvironment(process.env, names),
  worker: [process.execPath, workerFile],
  ...given,
});

export const never = new AbortController().signal;

/** What a runner makes of one case. */
export const produced = async (
  runner: Runner,
  one: Case = caseOf(),
  trial = 0,
  signal: AbortSignal = never,
) => (await runner.run(one, trial, signal)).produced;

export const output = (text: string) => ({ kind: 'output', output: { output: text } });
export const errorThat = (reason: unknown) => ({ kind: 'error', reason });
export const failedBy = (reason: unknown) => ({ kind: 'failed', reason });
