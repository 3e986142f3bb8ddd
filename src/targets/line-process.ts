/** How a process ended; of a process that never started, only why. */
export type Exit =
  | { kind: 'exited'; code: number | null; signal: string | null }
  | { kind: 'not started'; why: string }
  | { kind: 'line too long'; bytes: number };

/** A running program that is spoken to in lines. */
export type LineProcess = {
  send(line: string): void;
  /** Whom to tell of each line of its standard output; blank lines are passed over. */
  onLine(listener: (line: string) => void): void;
  exited: Promise<Exit>;
  /** Ends the program and all that it has started. */
  kill(): Promise<void>;
  /** The last that it wrote to standard error. */
  stderrTail(): string;
};

/** Starts a program, without a shell, in the folder and with the environment that it is given. */
export type Spawn = (
  argv: readonly string[],
  where: { cwd: string; env: Record<string, string> },
) => LineProcess;

export const describeExit = (exit: Exit): string => {
  if (exit.kind === 'not started') return `could not be started: ${exit.why}`;
  if (exit.kind === 'line too long') return `wrote a line longer than ${exit.bytes >> 20} MiB`;
  return exit.signal === null ? `exited with code ${exit.code}` : `was ended by ${exit.signal}`;
};
