import type { Config } from '../domain/config.ts';
import type { Problem } from '../domain/problem.ts';
import { openDesk } from './desk.ts';
import { openEvents } from './events.ts';
import { openModes } from './modes-file.ts';
import { openNotes, type NotesFile } from './notes-file.ts';
import { openSession, type OpenedSession, type SessionOptions } from './open-session.ts';
import { serve, type Remembered } from './server.ts';

export type LookingOptions = SessionOptions & {
  targets: Config['targets'];
  minutes: number;
  /** 0: the one of last time, or any that is free. */
  port: number;
  remembered?: Remembered | undefined;
  /** The page, as HTML. */
  page: string;
};

export type Looking = OpenedSession & {
  url: string;
  problems: Problem[];
  notes: NotesFile;
  close: () => Promise<void>;
};

/** Opens a looking session, and the page on which it is held. */
export const openLooking = async (options: LookingOptions): Promise<Looking> => {
  const { root, folder, targets, minutes, by, now, traces, page, port, remembered } = options;
  const notes = await openNotes(root, `${folder}notes.jsonl`);
  const modes = openModes(root, `${folder}modes/`, notes);
  const { problems } = await modes.readToShow();
  const read = await notes.read();
  const opened = await openSession(options, read.notes);
  const { session } = opened;
  const events = openEvents();
  const table = { root, folder, targets, minutes, by, now, session, traces, notes, modes, events };
  const server = await serve({ desk: openDesk(table), events, page, port, remembered });
  return {
    ...opened,
    url: server.url,
    async close() {
      await server.close();
      await notes.settle();
    },
    notes,
    problems: [...notes.problems, ...problems, ...read.problems],
  };
};
