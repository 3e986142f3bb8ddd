import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { Unusable } from '../domain/assertion.ts';
import { isObject, parseJson } from '../targets/json.ts';
import { askWorker, startWorker, type LineWorker } from '../targets/line-worker.ts';
import { startLineProcess } from './process.ts';

export type ModuleCalls = {
  /** The default export of a file. Throws `Unusable` where there is no such file under the root. */
  call(file: string): (argument: unknown) => Promise<unknown>;
  close(): Promise<void>;
};

type ModuleCallsOptions = {
  /** The worker's own file. */
  worker: string;
  root: string;
  env: Record<string, string>;
  /** How long one call may take. */
  timeoutMs?: number;
  /** How long a file may take to load, before its first call. */
  loadMs?: number;
};

const checkFile = (root: string, file: string): void => {
  const refuse = (what: string) =>
    new Unusable(`${file} ${what}`, "write the path of a file from the repository's root", 'file');
  let path: string;
  try {
    path = realpathSync(join(root, file));
  } catch {
    throw refuse('does not exist');
  }
  const inside = relative(realpathSync(root), path);
  if (inside.startsWith('..') || isAbsolute(inside)) throw refuse('is outside the repository');
  if (!statSync(path).isFile()) throw refuse('is no file');
};

/** The answer to the request of that id; whatever else is written is passed over. */
const answerTo = (id: number) => (line: string) => {
  const answer = parseJson(line);
  return isObject(answer) && answer['id'] === id ? answer : undefined;
};

/** One worker, started when it is needed; whoever makes it fail or wait is told why. */
const openWorker = ({ worker: program, root, env, ...limits }: ModuleCallsOptions) => {
  const { timeoutMs = 2000, loadMs = 10_000 } = limits;
  const loaded = new Set<string>();
  let worker: LineWorker | undefined;
  let lastId = 0;
  let closed = false;

  const running = (): LineWorker => {
    if (worker !== undefined && !worker.ended) return worker;
    loaded.clear();
    worker = startWorker(startLineProcess([process.execPath, program], { cwd: root, env }));
    return worker;
  };
  const stop = async (): Promise<void> => {
    const old = worker;
    worker = undefined;
    await old?.process.kill();
  };
  const ask = async (request: object, limitMs: number): Promise<unknown> => {
    if (closed) throw new Error('stopped');
    const id = (lastId += 1);
    const line = JSON.stringify({ ...request, id });
    const outcome = await askWorker(running(), line, answerTo(id), { timeoutMs: limitMs });
    if (outcome.kind !== 'answer') {
      await stop();
      if (closed) throw new Error('stopped');
      const why = outcome.kind === 'ended' ? `the worker ${outcome.why}` : undefined;
      throw new Error(why ?? `took longer than ${limitMs / 1000} s`);
    }
    const { value, thrown } = outcome.answer;
    if (typeof thrown === 'string') throw new Error(thrown);
    return value;
  };

  return {
    close(): Promise<void> {
      closed = true;
      return stop();
    },
    async call(file: string, argument: unknown): Promise<unknown> {
      if (worker?.ended !== false || !loaded.has(file)) await ask({ file, load: true }, loadMs);
      loaded.add(file);
      return ask({ file, argument }, timeoutMs);
    },
  };
};

/**
 * Calls the team's own functions in a process that has no keys and can be killed. Calls run one at
 * a time, so that a time limit or a crash is blamed on the call that caused it.
 */
export const moduleCalls = (options: ModuleCallsOptions): ModuleCalls => {
  const worker = openWorker(options);
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = async (before: Promise<unknown>, file: string, argument: unknown) => {
    await before;
    return worker.call(file, argument);
  };
  return {
    call(file) {
      checkFile(options.root, file);
      return (argument) => {
        const result = inTurn(last, file, argument);
        last = result.catch(() => {});
        return result;
      };
    },
    close: () => worker.close(),
  };
};
