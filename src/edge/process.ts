import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Exit, LineProcess } from '../targets/line-process.ts';

type Where = { cwd: string; env: Record<string, string> };

const longestLine = 8 << 20;
const longestTail = 4096;
/** A program that is asked to end has so long before it is killed. */
const graceMs = 2000;

/** Leaders of the groups that are running: none outlives this process. */
const running = new Set<ChildProcess>();

/** Of a program that has ended nothing is signalled: its number may be another's by now. */
const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (!running.has(child)) return;
  try {
    process.kill(-(child.pid ?? Number.NaN), signal);
  } catch {
    child.kill(signal);
  }
};

const killAll = (): void => running.forEach((child) => signalGroup(child, 'SIGKILL'));

const remember = (child: ChildProcess): void => {
  if (running.size === 0) process.once('exit', killAll);
  running.add(child);
};

const forget = (child: ChildProcess): void => {
  running.delete(child);
  if (running.size === 0) process.removeListener('exit', killAll);
};

/** When the program has ended and its output is read; what it left running is killed. */
const watchEnd = (child: ChildProcess): Promise<Exit> =>
  new Promise((resolve) => {
    child.once('error', (error) => {
      forget(child);
      resolve({ kind: 'not started', why: 'code' in error ? String(error.code) : error.message });
    });
    child.once('exit', () => {
      signalGroup(child, 'SIGKILL');
      forget(child);
      // A process that has left the group may hold the pipes open for ever.
      setTimeout(
        () => [child.stdout, child.stderr].forEach((pipe) => pipe?.destroy()),
        graceMs,
      ).unref();
    });
    child.once('close', (code, signal) => resolve({ kind: 'exited', code, signal }));
  });

/** Starts a program, without a shell, as the leader of a process group of its own. */
const launch = (argv: readonly string[], { cwd, env }: Where) => {
  const [file = '', ...args] = argv;
  const child = spawn(file, args, { cwd, env, detached: true, stdio: 'pipe', windowsHide: true });
  remember(child);
  // A program that has ended reads no more: that it ended is told by `ended`.
  child.stdin.on('error', () => {});
  const ended = watchEnd(child);
  const kill = async (): Promise<void> => {
    signalGroup(child, 'SIGTERM');
    const force = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
    await ended;
    clearTimeout(force);
  };
  return { child, ended, kill };
};

const keepTail = (stream: Readable): (() => string) => {
  let tail = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-longestTail);
  });
  return () => tail.toString('utf8');
};

/** Cuts a stream into lines. Of a line that is longer than it may be, nothing is kept. */
const readLines = (
  stream: Readable,
  most: number,
  told: { line(line: string): void; tooLong(): void },
): void => {
  let parts: Buffer[] = [];
  let size = 0;
  const add = (part: Buffer) => {
    size += part.length;
    if (size <= most) parts.push(part);
    else told.tooLong();
  };
  const finish = () => {
    const line = Buffer.concat(parts).toString('utf8').trimEnd();
    if (line !== '' && size <= most) told.line(line);
    parts = [];
    size = 0;
  };
  stream.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      add(chunk.subarray(from, end));
      finish();
      from = end + 1;
    }
    add(chunk.subarray(from));
  });
  stream.on('end', finish);
};

/** Starts a program that is spoken to in lines. Its output is read, never inherited. */
export const startLineProcess = (
  argv: readonly string[],
  { maxLineBytes = longestLine, ...where }: Where & { maxLineBytes?: number },
): LineProcess => {
  const { child, ended, kill } = launch(argv, where);
  const stderrTail = keepTail(child.stderr);
  let listener: ((line: string) => void) | undefined;
  let tooLong = false;
  readLines(child.stdout, maxLineBytes, {
    line: (line) => listener?.(line),
    tooLong() {
      tooLong = true;
      signalGroup(child, 'SIGKILL');
    },
  });
  return {
    send: (line) => void child.stdin.write(`${line}\n`),
    onLine(next) {
      listener = next;
    },
    exited: ended.then((exit) => (tooLong ? { kind: 'line too long', bytes: maxLineBytes } : exit)),
    kill,
    stderrTail,
  };
};

/** What a program gave that was run to its end. `reason`: why it has no exit code. */
type Ended = { code: number | null; stdout: string; stderr: string; reason?: string };

const keepAll = (stream: Readable, most: number, overflow: () => void): (() => string) => {
  const parts: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= most) parts.push(chunk);
    else overflow();
  });
  return () => Buffer.concat(parts).toString('utf8');
};

const reasonOfEnd = (exit: Exit): string | undefined => {
  if (exit.kind === 'not started') return `it could not be started: ${exit.why}`;
  return exit.kind === 'exited' && exit.signal !== null
    ? `it was ended by ${exit.signal}`
    : undefined;
};

/** Runs a program to its end, within a time and a size of output; both are kept to by killing it. */
export const runToEnd = async (
  argv: readonly string[],
  { timeoutMs, maxBytes, ...where }: Where & { timeoutMs: number; maxBytes: number },
): Promise<Ended> => {
  const { child, ended, kill } = launch(argv, where);
  let stopped: string | undefined;
  const stop = (reason: string) => {
    stopped ??= reason;
    void kill();
  };
  child.stdin.end();
  const tooMuch = () => stop(`it wrote more than ${maxBytes} bytes`);
  const stdout = keepAll(child.stdout, maxBytes, tooMuch);
  const stderr = keepTail(child.stderr);
  const timer = setTimeout(() => stop(`it took longer than ${timeoutMs / 1000} s`), timeoutMs);
  const exit = await ended;
  clearTimeout(timer);
  const reason = stopped ?? reasonOfEnd(exit);
  return {
    code: exit.kind === 'exited' && stopped === undefined ? exit.code : null,
    stdout: stdout(),
    stderr: stderr(),
    ...(reason !== undefined && { reason }),
  };
};
