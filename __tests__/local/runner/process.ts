import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type ProcessOptions = {
  cwd: string;
  env: Record<string, string>;
  input?: string;
  /** Longer than this, the program hangs: the test fails. */
  timeoutSeconds?: number;
  /** When it resolves, the run is cancelled as the runner does it: SIGINT, then SIGTERM. */
  cancel?: Promise<unknown>;
};

export type Finished = {
  /** The exit code; 128 and more where a signal ended it, as a shell tells it. */
  exitCode: number;
  stdout: string;
  stderr: string;
  /** Both streams by line, in the order of arrival, as the runner reads them. */
  lines: string[];
  seconds: number;
  /** User and system time, with that of its own children; undefined where /proc is missing. */
  cpuSeconds: number | undefined;
};

const ticksPerSecond = 100;
const secondsFromInterruptToTerminate = 7.5;

/** CPU time of the children that have ended: fields 16 and 17 of proc(5)'s stat. */
const childrenCpuSeconds = (): number | undefined => {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
  } catch {
    return undefined;
  }
};

const signals = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 } as Record<string, number>;

const collector = (lines: string[]) => {
  let text = '';
  let rest = '';
  return {
    add: (chunk: string): void => {
      text += chunk;
      const parts = (rest + chunk).split(/\r?\n/);
      rest = parts.pop() ?? '';
      lines.push(...parts);
    },
    end: (): string => {
      if (rest !== '') lines.push(rest);
      return text;
    },
  };
};

/**
 * Runs a program to its end; it inherits nothing. Its CPU time is right where no other child of
 * this process ends meanwhile.
 */
export const runProcess = (argv: string[], options: ProcessOptions): Promise<Finished> =>
  new Promise((resolve, reject) => {
    const [program = '', ...args] = argv;
    const { cwd, env, input = '', timeoutSeconds = 120 } = options;
    const begun = { at: performance.now(), cpu: childrenCpuSeconds() };
    const lines: string[] = [];
    const [out, err] = [collector(lines), collector(lines)];
    const child = spawn(program, args, { cwd, env });
    child.stdout.setEncoding('utf8').on('data', out.add);
    child.stderr.setEncoding('utf8').on('data', err.add);
    child.stdin.on('error', () => {});
    child.stdin.end(input);

    let tooLong = false;
    const timers = [
      setTimeout(() => {
        tooLong = true;
        child.kill('SIGKILL');
        // Its own children may hold the pipes open for longer.
        child.stdout.destroy();
        child.stderr.destroy();
      }, timeoutSeconds * 1000),
    ];
    const interrupt = (): void => {
      child.kill('SIGINT');
      const terminate = () => child.kill('SIGTERM');
      timers.push(setTimeout(terminate, secondsFromInterruptToTerminate * 1000));
    };
    options.cancel?.then(interrupt).catch(reject);

    child.on('error', reject);
    child.on('close', (code, signal) => {
      timers.forEach(clearTimeout);
      const [stdout, stderr] = [out.end(), err.end()];
      if (tooLong) {
        reject(new Error(`${argv.join(' ')} ran for ${timeoutSeconds} s:\n${stdout}${stderr}`));
        return;
      }
      const cpu = childrenCpuSeconds();
      resolve({
        exitCode: code ?? 128 + (signals[signal ?? ''] ?? 0),
        stdout,
        stderr,
        lines,
        seconds: (performance.now() - begun.at) / 1000,
        cpuSeconds: cpu === undefined || begun.cpu === undefined ? undefined : cpu - begun.cpu,
      });
    });
  });
