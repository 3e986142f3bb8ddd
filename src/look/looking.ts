import type { Config } from '../domain/config.ts';
import { Failure } from '../domain/failure.ts';
import type { Sampled, Session } from '../domain/looking.ts';
import type { Problem } from '../domain/problem.ts';
import { openDesk } from './desk.ts';
import { openEvents } from './events.ts';
import type { Signals } from './facts.ts';
import { openModes } from './modes-file.ts';
import { openNotes, type NotesFile } from './notes-file.ts';
import { sampleTraces } from './sample.ts';
import { serve } from './server.ts';
import { openSession, type Opening } from './sessions-file.ts';
import type { Traces } from './traces.ts';

export type LookingOptions = {
  root: string;
  /** Of the definitions, with its slash: `evals/`. */
  folder: string;
  targets: Config['targets'];
  minutes: number;
  traces: Traces;
  /** By trace; where nothing is known, more are by chance. */
  signals: ReadonlyMap<string, Signals>;
  by: string;
  /** Asked for by the person: the same sample again. */
  seed: number | undefined;
  freshSeed: () => number;
  size: number;
  /** A sample drawn before; of it, the traces that are here. */
  drawn?: readonly Sampled[] | undefined;
  now: () => Date;
  port: number;
  /** The page, as HTML. */
  page: string;
};

export type Looking = {
  url: string;
  session: Session;
  problems: Problem[];
  notes: NotesFile;
  close: () => Promise<void>;
};

const allRead = (count: number): Failure =>
  new Failure(
    'there is nothing new to read',
    `an earlier session held, or a note speaks of, each of the ${count} traces`,
    'import newer traces, or give the `--seed` of a session to read it again',
  );

const sessionOf = async (
  { root, folder, traces, signals, size, drawn, by, seed, freshSeed, now }: LookingOptions,
  notes: NotesFile,
): Promise<Session> => {
  const noted = (await notes.read()).notes.map(({ trace }) => trace);
  const has = (trace: string): boolean => traces.facts(trace) !== undefined;
  const opening: Opening = { by, seed, freshSeed, now: now(), has };
  return openSession(root, `${folder}sessions.jsonl`, opening, (fresh, earlier) => {
    const here = drawn?.filter(({ trace }) => has(trace)) ?? [];
    if (here.length > 0) return here;
    const held = earlier.flatMap((session) => session.traces.map(({ trace }) => trace));
    const all = traces.all().map((facts) => ({ ...facts, ...signals.get(facts.id) }));
    const sample = sampleTraces(all, { seed: fresh, size, seen: new Set([...held, ...noted]) });
    if (sample.length === 0) throw allRead(all.length);
    return sample;
  });
};

/** Opens a looking session, and the page on which it is held. */
export const openLooking = async (options: LookingOptions): Promise<Looking> => {
  const { root, folder, targets, minutes, by, now, traces, page, port } = options;
  const notes = await openNotes(root, `${folder}notes.jsonl`);
  const modes = openModes(root, `${folder}modes/`, notes);
  const { problems } = await modes.readToShow();
  const ofNotes = (await notes.read()).problems;
  const session = await sessionOf(options, notes);
  const events = openEvents();
  const table = { root, folder, targets, minutes, by, now, session, traces, notes, modes, events };
  const server = await serve({ desk: openDesk(table), events, page, port });
  return { ...server, session, notes, problems: [...notes.problems, ...problems, ...ofNotes] };
};
