import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportedFormat } from '../../src/importers/read.ts';
import { readTraces } from '../../src/importers/read.ts';

export const folder = join(import.meta.dirname, '../fixtures/traces');
export const names = readdirSync(folder).toSorted();
export const digest = (text: string): string => hash('sha256', text).slice(0, 16);
export const bytesOf = (name: string): Buffer => readFileSync(join(folder, name));

export const read = (name: string, text = bytesOf(name).toString()): ImportedFormat[] =>
  readTraces([{ name, text }], [], digest);

/** The one format of a text of records. */
export const readRecords = (...records: unknown[]): ImportedFormat => {
  const text = records.map((record) => JSON.stringify(record)).join('\n');
  const [imported] = read('given.jsonl', text);
  if (imported === undefined) throw new Error('nothing was read');
  return imported;
};
