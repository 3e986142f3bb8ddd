import { longestQuote } from './answer.ts';
import { describeExit, type Exit, type LineProcess } from './line-process.ts';

type Event = { kind: 'line'; line: string } | { kind: 'ended'; exit: Exit };

/** A running program that is asked one thing at a time. */
export type LineWorker = {
  process: LineProcess;
  ended: boolean;
  /** Whether it has ever answered. */
  answered: boolean;
  tell(event: Event): void;
};

export type Outcome<Answer> =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'ended'; exit: Exit; why: string }
  | { kind: 'late' }
  | { kind: 'stopped' };

const ignore = (): void => {};

export const startWorker = (process: LineProcess): LineWorker => {
  const worker: LineWorker = { process, ended: false, answered: false, tell: ignore };
  const noteEnd = async (): Promise<void> => {
    const exit = await process.exited;
    worker.ended = true;
    worker.tell({ kind: 'ended', exit });
  };
  process.onLine((line) => worker.tell({ kind: 'line', line }));
  void noteEnd();
  return worker;
};

/** How the program ended, with the last that it wrote to standard error. */
const describeEnd = (process: LineProcess, exit: Exit): string => {
  const said = process.stderrTail().trim().slice(-longestQuote).toWellFormed();
  return `${describeExit(exit)}${said === '' ? '' : `: ${said}`}`;
};

/** Sends a line and waits for the first line that `read` makes something of. */
export const askWorker = <Answer>(
  worker: LineWorker,
  request: string,
  read: (line: string) => Answer | undefined,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal },
): Promise<Outcome<Answer>> =>
  new Promise((resolve) => {
    const settle = (outcome: Outcome<Answer>) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      worker.tell = ignore;
      worker.answered ||= outcome.kind === 'answer';
      resolve(outcome);
    };
    const stop = () => settle({ kind: 'stopped' });
    const timer = setTimeout(() => settle({ kind: 'late' }), timeoutMs);
    signal?.addEventListener('abort', stop, { once: true });
    worker.tell = (event) => {
      if (event.kind === 'ended') {
        return settle({ ...event, why: describeEnd(worker.process, event.exit) });
      }
      const answer = read(event.line);
      if (answer !== undefined) settle({ kind: 'answer', answer });
    };
    worker.process.send(request);
  });
