import { mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseId } from '../domain/names.ts';
import type { Produced } from '../domain/output.ts';
import type { Spool } from '../measure/spool.ts';

/** Written together: a write of its own takes longer than grading a short output. In bytes. */
const together = 256 * 1024;

/** Outputs on disk: only where each one lies, and the last few, are held in memory. */
export const openSpool = async (folder: string): Promise<Spool> => {
  const place = await mkdtemp(join(folder, 'failmode-outputs-'));
  const file = await open(join(place, 'outputs.jsonl'), 'w+');
  const entries = new Map<CaseId, { from: number; length: number }[]>();
  let end = 0;
  let unwritten: string[] = [];
  let unwrittenFrom = 0;
  let writing: Promise<void> = Promise.resolve();

  const flush = (): Promise<void> => {
    const text = unwritten.join('');
    unwritten = [];
    unwrittenFrom = end;
    if (text !== '') writing = writing.then(() => file.appendFile(text));
    return writing;
  };

  return {
    ids: () => entries.keys(),
    has: (id) => entries.has(id),
    bytes: () => end,
    async put(id, trial, produced) {
      const line = JSON.stringify(produced);
      const length = Buffer.byteLength(line);
      const trials = entries.get(id) ?? [];
      trials[trial] = { from: end, length };
      entries.set(id, trials);
      unwritten.push(line);
      end += length;
      if (end - unwrittenFrom >= together) await flush();
    },
    async get(id) {
      const trials = entries.get(id);
      if (trials === undefined) return undefined;
      await flush();
      const produced: Produced[] = [];
      for (const { from, length } of trials) {
        const { buffer } = await file.read(Buffer.alloc(length), 0, length, from);
        produced.push(JSON.parse(buffer.toString('utf8')) as Produced);
      }
      return produced;
    },
    async close() {
      // What is still unwritten is wanted by nobody any more.
      await writing.catch(() => {});
      await file.close();
      await rm(place, { recursive: true, force: true });
    },
  };
};
