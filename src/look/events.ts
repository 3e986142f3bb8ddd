import type { ServerResponse } from 'node:http';
import type { ModeCard, Saturation } from '../domain/looking.ts';
import type { Note } from '../domain/note.ts';

/** What every open page is told, so that two of them agree. */
export type LookingEvent =
  | { kind: 'note'; note: Note; saturation: Saturation }
  | { kind: 'modes'; modes: ModeCard[]; notes: Note[]; saturation: Saturation };

/** The open pages, by server-sent events. */
export const openEvents = () => {
  const pages = new Set<ServerResponse>();
  return {
    /** Keeps the reply open; its head is written. */
    join(page: ServerResponse): void {
      pages.add(page);
      page.once('close', () => pages.delete(page));
      page.write(': open\n\n');
    },
    tell(event: LookingEvent): void {
      for (const page of pages) page.write(`data: ${JSON.stringify(event)}\n\n`);
    },
    close(): void {
      for (const page of pages) page.end();
    },
  };
};

export type Events = ReturnType<typeof openEvents>;
