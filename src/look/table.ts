import { code } from '../definitions/words.ts';
import type { Config } from '../domain/config.ts';
import type { Session } from '../domain/looking.ts';
import type { Trace } from '../domain/trace.ts';
import type { Events } from './events.ts';
import type { ModesFolder } from './modes-file.ts';
import type { NotesFile } from './notes-file.ts';
import { Refusal } from './refusal.ts';
import type { Traces } from './traces.ts';

/** What a looking session works on. */
export type Table = {
  root: string;
  /** Of the definitions, with its slash: `evals/`. */
  folder: string;
  targets: Config['targets'];
  minutes: number;
  by: string;
  now: () => Date;
  session: Session;
  traces: Traces;
  notes: NotesFile;
  modes: ModesFolder;
  events: Events;
};

export const noTrace = (id: string): Refusal =>
  new Refusal(
    404,
    `there is no trace ${code(id)}`,
    'none of the files that were read has it',
    'start `failmode look` again if it is new',
  );

export const noMode = (id: string, remedy = 'load the page again'): Refusal =>
  new Refusal(422, `there is no failure mode ${code(id)}`, 'it has no file', remedy);

export const traceOf = async ({ traces }: Table, id: string): Promise<Trace> => {
  const trace = await traces.read(id);
  if (trace === undefined) throw noTrace(id);
  return trace;
};
