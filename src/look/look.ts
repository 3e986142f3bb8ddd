import { Failure } from '../domain/failure.ts';
import type { Sampled } from '../domain/looking.ts';
import { describeProblem, type Problem } from '../domain/problem.ts';
import { terminalSafe } from '../foreign/terminal.ts';
import { plural } from '../reports/words/numbers.ts';
import type { Signals } from './facts.ts';
import { readLookConfig, type LookConfig } from './look-config.ts';
import { openLooking, type Looking } from './looking.ts';
import type { Remembered } from './server.ts';
import { saturationText } from './taxonomy-terminal.ts';
import { openTraceSource } from './trace-source.ts';
import type { Traces } from './traces.ts';

export type LookOptions = {
  root: string;
  /** The path of `failmode.yml`; it need not be there. */
  config: string;
  /** Globs, in place of those of `looking.traces`. */
  traces?: string[];
  /** By trace: where a mode fires, or a judge and a person disagree. */
  signals?: (traces: Traces) => Promise<ReadonlyMap<string, Signals>>;
  by: string;
  seed?: number;
  size?: number;
  /** Always a new sample, in place of going on with an earlier session. */
  fresh?: boolean;
  /** Drawn before, for a session that was announced. */
  drawn?: readonly Sampled[];
  /** 0 or left out: the one of last time, or any that is free. */
  port?: number;
  /** Keeps where the page was. */
  remembered?: Remembered;
  /** The page, as HTML. */
  page: string;
  freshSeed: () => number;
  now: () => Date;
  /** For the program that pulls the traces. */
  env: Readonly<Record<string, string | undefined>>;
  print: (text: string) => void;
  /** Ends the session. */
  signal: AbortSignal;
};

const mostProblems = 20;

const tell = (print: LookOptions['print'], problems: readonly Problem[]): void => {
  const shown = problems.slice(0, mostProblems);
  for (const problem of shown) print(`${terminalSafe(describeProblem(problem))}\n`);
  const more = problems.length - shown.length;
  if (more > 0) print(`and ${plural(more, 'more problem')}\n`);
};

const noTraces = ({ files, problems }: Traces, from: string): Failure => {
  const [first] = problems;
  return first === undefined
    ? new Failure(
        'there are no traces to read',
        files.length === 0 ? `no file matches ${from}` : `nothing is in ${from}`,
        'correct `looking.traces`, or make some: `failmode import traces FILE`',
      )
    : new Failure('there are no traces to read', first.what, first.mend);
};

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });

const farewell = async ({ session, notes }: Looking, by: string): Promise<string> => {
  const all = (await notes.read()).notes;
  const sample = new Set(session.traces.map(({ trace }) => trace));
  const read = all.filter((note) => note.by === by && sample.has(note.trace)).length;
  return `${read} of ${plural(sample.size, 'trace')} read. ${saturationText(all)}\n`;
};

/** What of it the person may not expect. */
const opening = ({ resumed, absent }: Looking, drawn: LookOptions['drawn']): string => {
  const missing = `${absent} of the ${plural(drawn?.length ?? 0, 'announced trace')}`;
  const lines = absent === 0 ? [] : [`${missing} ${absent === 1 ? 'is' : 'are'} not here`];
  if (resumed !== undefined) {
    const { at, newer } = resumed;
    const more = `${plural(newer, 'newer trace')} ${newer === 1 ? 'is' : 'are'} not in it: --new`;
    const end = newer === 0 ? '; --new draws another' : `; ${more}`;
    lines.push(`goes on with the session of ${at.slice(0, 10)}${end}`);
  }
  return lines.map((line) => `${line}\n`).join('');
};

const open = async (options: LookOptions, config: LookConfig, traces: Traces): Promise<Looking> => {
  const { root, by, page, freshSeed, now, port = 0, seed, fresh, remembered } = options;
  const { folder, targets, looking } = config;
  const { minutes, sample, every } = looking;
  const { size = sample, drawn } = options;
  const sized = options.size !== undefined;
  const signals = (await options.signals?.(traces)) ?? new Map<string, Signals>();
  const session = { by, seed, freshSeed, now, size, sized, fresh, every, signals, drawn };
  const place = { page, port, remembered };
  return openLooking({ root, folder, targets, minutes, traces, ...place, ...session });
};

/** A looking session, from the files to the page; done when the signal ends it. */
export const look = async (options: LookOptions): Promise<void> => {
  const { print, signal, by } = options;
  const config = await readLookConfig(options.root, options.config);
  const { root, env } = options;
  const source = options.traces ?? config.looking.traces;
  const { traces, release, from, warnings } = await openTraceSource(source, { root, env });
  try {
    tell(print, [...config.problems, ...traces.problems]);
    for (const warning of warnings) print(`${terminalSafe(warning)}\n`);
    if (traces.all().length === 0) throw noTraces(traces, from);
    const looking = await open(options, config, traces);
    tell(print, looking.problems);
    const { session, url } = looking;
    print(opening(looking, options.drawn));
    print(`${plural(session.traces.length, 'trace')} to read (seed ${session.seed}): ${url}\n`);
    await ended(signal);
    await looking.close();
    print(await farewell(looking, by));
  } finally {
    await release();
  }
};
