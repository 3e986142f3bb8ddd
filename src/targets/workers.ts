import type { Case } from '../domain/case.ts';
import { milliseconds } from '../domain/config.ts';
import type { Produced } from '../domain/output.ts';
import { errored, failed, production } from './answer.ts';
import type { Exit, LineProcess } from './line-process.ts';
import { askWorker, startWorker, type LineWorker } from './line-worker.ts';
import type { Runner } from './target.ts';

/** How a program is spoken to: one line in, one line out. */
export type LineProtocol = {
  request(id: string, one: Case, trial: number): string;
  /** Undefined: not a line of the protocol, to be passed over. `lost`: the two are out of step. */
  answer(line: string, id: string): { produced: Produced; lost?: boolean } | undefined;
};

export type WorkerPool = {
  start: () => LineProcess;
  protocol: LineProtocol;
  /** As the team wrote it: `60s`. */
  timeout: string;
  /** Model calls that a run is taken to make. */
  callsPerRun: number;
};

/** A program that ends so often before its first answer is not started again. */
const crashLimit = 5;

/** Counts the workers in a row that ended before they answered anything. */
const countCrashes = () => {
  let inARow = 0;
  let verdict: Produced | undefined;
  return {
    /** What is to be said of every further case, once there is no hope. */
    verdict: () => verdict,
    answered: () => void (inARow = 0),
    crashed(exit: Exit, why: string): Produced {
      const say = exit.kind === 'exited' ? failed : errored;
      inARow += 1;
      if (inARow >= crashLimit) {
        verdict = say(`${why} (${crashLimit} times before any answer: it is not started again)`);
      }
      return say(why);
    },
  };
};

/** Workers that wait for a case; one that has ended meanwhile is passed over. */
const openPool = (start: () => LineProcess) => {
  const idle: LineWorker[] = [];
  const all = new Set<LineWorker>();
  const discard = async (worker: LineWorker): Promise<void> => {
    all.delete(worker);
    await worker.process.kill();
  };
  const fresh = (): LineWorker => {
    const worker = startWorker(start());
    all.add(worker);
    return worker;
  };
  const waiting = (): LineWorker | undefined => {
    for (let worker = idle.pop(); worker !== undefined; worker = idle.pop()) {
      if (!worker.ended) return worker;
      all.delete(worker);
    }
    return undefined;
  };
  return {
    fresh,
    any: () => waiting() ?? fresh(),
    giveBack: (worker: LineWorker) => void idle.push(worker),
    discard,
    close: () => Promise.all([...all].map(discard)),
  };
};

/** A program that ends after each answer has ended before it read the next request. */
const isOneShot = (worker: LineWorker, exit: Exit): boolean =>
  worker.answered && exit.kind === 'exited' && exit.code === 0;

/** Runs cases on a program of which one worker is started for each case in flight. */
export const openWorkers = ({ start, protocol, timeout, callsPerRun }: WorkerPool): Runner => {
  const timeoutMs = milliseconds(timeout);
  const workers = openPool(start);
  const crashes = countCrashes();
  let lastId = 0;

  /** Undefined: it is to be asked again, of a fresh worker. */
  const ask = async (
    pick: () => LineWorker,
    [one, trial, signal]: Parameters<Runner['run']>,
  ): Promise<Produced | undefined> => {
    if (signal.aborted) return errored('stopped');
    const worker = pick();
    const id = String((lastId += 1));
    const request = protocol.request(id, one, trial);
    const read = (line: string) => protocol.answer(line, id);
    const outcome = await askWorker(worker, request, read, { timeoutMs, signal });
    if (outcome.kind === 'answer') {
      crashes.answered();
      if (outcome.answer.lost === true) await workers.discard(worker);
      else workers.giveBack(worker);
      return outcome.answer.produced;
    }
    await workers.discard(worker);
    if (outcome.kind === 'late') return undefined;
    if (outcome.kind === 'stopped') return errored('stopped');
    if (isOneShot(worker, outcome.exit)) return undefined;
    if (worker.answered) crashes.answered();
    return crashes.crashed(outcome.exit, `the program ${outcome.why}`);
  };

  return {
    async run(...given) {
      const produced =
        crashes.verdict() ??
        (await ask(workers.any, given)) ??
        (await ask(workers.fresh, given)) ??
        errored(`no answer within ${timeout}`);
      return production(produced, callsPerRun);
    },
    close: async () => void (await workers.close()),
  };
};
