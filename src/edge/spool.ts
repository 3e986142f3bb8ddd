import { mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseId } from '../domain/names.ts';
import type { Produced } from '../domain/output.ts';
import type { Spool } from '../measure/spool.ts';

/** Outputs on disk: only where each one lies is held in memory. */
export const openSpool = async (folder: string): Promise<Spool> => {
  const place = await mkdtemp(join(folder, 'failmode-outputs-'));
  const file = await open(join(place, 'outputs.jsonl'), 'w+');
  const entries = new Map<CaseId, { from: number; length: number }[]>();
  let end = 0;
  let writing: Promise<unknown> = Promise.resolve();
  return {
    ids: () => entries.keys(),
    has: (id) => entries.has(id),
    bytes: () => end,
    put(id, trial, produced) {
      const line = Buffer.from(JSON.stringify(produced));
      const trials = entries.get(id) ?? [];
      trials[trial] = { from: end, length: line.length };
      entries.set(id, trials);
      const from = end;
      end += line.length;
      writing = writing.then(() => file.write(line, 0, line.length, from));
      return writing.then(() => undefined);
    },
    async get(id) {
      const trials = entries.get(id);
      if (trials === undefined) return undefined;
      await writing;
      const produced: Produced[] = [];
      for (const { from, length } of trials) {
        const { buffer } = await file.read(Buffer.alloc(length), 0, length, from);
        produced.push(JSON.parse(buffer.toString('utf8')) as Produced);
      }
      return produced;
    },
    async close() {
      await writing;
      await file.close();
      await rm(place, { recursive: true, force: true });
    },
  };
};
