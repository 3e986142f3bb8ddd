import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { LookingOptions } from '../../src/look/looking.ts';
import { temporaryFolder } from '../local/scratch.ts';
import { linesOf, open, repository, type Opened } from './desk.ts';
import { jsonl, trace } from './traces.ts';

const opened: Opened[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

const ids = (count: number, name = 't'): string[] =>
  Array.from({ length: count }, (_, at) => `${name}${at}`);

const imported = (names: readonly string[], at = '2026-11-23T10:00:00Z'): string =>
  jsonl(...names.map((id) => trace(id, { at })));

const note = (of: string, by = 'alice') => ({
  trace: of,
  note: 'read',
  modes: [],
  by,
  at: '2026-11-24T11:00:00Z',
});

/** A repository with traces of which nobody has read any. */
const unread = (count: number): string =>
  repository({ 'traces/a.jsonl': imported(ids(count)), 'evals/notes.jsonl': undefined });

let seeds = 0;

/** Looks, a number of days after the first time. */
const look = async (root: string, day: number, changes: Partial<LookingOptions> = {}) => {
  const now = () => new Date(Date.UTC(2026, 10, 24 + day, 10));
  const freshSeed = () => (seeds += 1);
  const looking = await open(root, { now, freshSeed, ...changes });
  opened.push(looking);
  return looking;
};

const tracesOf = ({ session }: Opened): string[] => session.traces.map((one) => one.trace);

const read = (root: string, traces: readonly string[]): void =>
  writeFileSync(join(root, 'evals/notes.jsonl'), jsonl(...traces.map((id) => note(id))));

describe('going on', () => {
  test('a session that nobody read is gone on with the next day', async () => {
    const root = unread(40);
    const first = await look(root, 0);
    const next = await look(root, 1);
    expect(next.session).toEqual(first.session);
    expect([first.resumed, next.resumed]).toEqual([undefined, { at: first.session.at, newer: 0 }]);
    expect(linesOf(root, 'evals/sessions.jsonl')).toHaveLength(1);
  });

  test('newer traces that it does not hold are counted', async () => {
    const root = unread(10);
    await look(root, 0);
    writeFileSync(join(root, 'traces/b.jsonl'), imported(ids(7, 'n'), '2026-11-25T08:00:00Z'));
    expect((await look(root, 1)).resumed?.newer).toBe(7);
  });

  test.each<[string, number, number, Partial<LookingOptions>]>([
    ['most of it was read before today', 1, 6, {}],
    ['it is older than two weeks', 15, 0, {}],
    ['a new one is asked for', 0, 0, { fresh: true }],
    ['another size is asked for', 0, 0, { size: 5, sized: true }],
  ])('a fresh sample is drawn where %s', async (_, day, count, changes) => {
    const root = unread(40);
    const first = await look(root, 0);
    read(root, tracesOf(first).slice(0, count));
    const next = await look(root, day, changes);
    expect(next.session.id).not.toBe(first.session.id);
    expect(next.resumed).toBeUndefined();
    expect(tracesOf(next)).toHaveLength(changes.size ?? 10);
    const again = new Set(tracesOf(first).slice(0, count));
    expect(tracesOf(next).filter((id) => again.has(id))).toEqual([]);
  });

  test("today's session is gone on with, however much of it is read", async () => {
    const root = unread(40);
    const first = await look(root, 0);
    read(root, tracesOf(first).slice(0, 9));
    expect((await look(root, 0)).session).toEqual(first.session);
  });

  test('a larger size is another one only where there are more traces', async () => {
    const root = unread(4);
    const first = await look(root, 0);
    expect((await look(root, 0, { size: 20, sized: true })).session).toEqual(first.session);
  });

  test('where all is read the last session stays open to be grouped', async () => {
    const root = unread(4);
    const first = await look(root, 0);
    read(root, tracesOf(first));
    expect((await look(root, 1)).session).toEqual(first.session);
    await expect(look(root, 1, { fresh: true })).rejects.toThrow('nothing new to read');
  });
});

describe('what is fresh', () => {
  test('one that another person holds in this period is not, an earlier one is', async () => {
    const root = unread(20);
    const first = await look(root, 0);
    const others = tracesOf(await look(root, 1, { by: 'bob' }));
    expect(others.filter((id) => tracesOf(first).includes(id))).toEqual([]);
    await expect(look(root, 2, { by: 'carol' })).rejects.toThrow('nothing new to read');
    expect(tracesOf(await look(root, 9, { by: 'carol' }))).toHaveLength(10);
  });

  test('what a session held, read or not, comes again only where nothing else is left', async () => {
    const root = unread(30);
    const samples = [];
    for (const day of [0, 1, 2]) samples.push(tracesOf(await look(root, day, { fresh: true })));
    expect(new Set(samples.flat()).size).toBe(30);
    expect(tracesOf(await look(root, 3, { fresh: true }))).toHaveLength(10);
  });

  test('one whose note was taken back is', async () => {
    const taken = { ...note('t0'), note: '' };
    const root = repository({
      'traces/a.jsonl': imported(['t0']),
      'evals/notes.jsonl': jsonl(note('t0'), taken),
    });
    expect(tracesOf(await look(root, 0))).toEqual(['t0']);
  });
});

describe('an announced sample', () => {
  const drawn = ids(3).map((id) => ({ trace: id, pick: 'random' }) as const);

  test('what of it is not here is counted', async () => {
    const { absent, session } = await look(unread(2), 0, { drawn, seed: 9 });
    expect([absent, session.traces]).toEqual([1, drawn.slice(0, 2)]);
  });

  test('traces that came since are in it', async () => {
    const root = unread(2);
    await look(root, 0, { drawn, seed: 9 });
    writeFileSync(join(root, 'traces/b.jsonl'), imported(['t2']));
    const whole = await look(root, 0, { drawn, seed: 9 });
    expect([whole.absent, whole.session.traces]).toEqual([0, drawn]);
    await look(root, 0, { drawn, seed: 9 });
    expect(linesOf(root, 'evals/sessions.jsonl')).toHaveLength(2);
  });

  test('where none of it is here no other one is drawn', async () => {
    const root = repository({ 'traces/a.jsonl': imported(['other']) });
    await expect(look(root, 0, { drawn, seed: 9 })).rejects.toMatchObject({
      message: 'none of the 3 announced traces is here',
      remedy: expect.stringContaining('failmode import traces') as unknown,
    });
  });
});

test('a session that could not be read again is not recorded', async () => {
  const root = unread(2);
  await expect(look(root, 0, { seed: Number.NaN })).rejects.toMatchObject({
    message: 'the looking session cannot be recorded',
    why: expect.stringContaining('seed') as unknown,
  });
});

describe('a folder that is a link out of the repository', () => {
  const outside = (link: string) => {
    const root = repository({
      'evals/modes/slot.yml': undefined,
      'evals/notes.jsonl': undefined,
      'evals/keep': '',
    });
    symlinkSync(temporaryFolder('elsewhere'), join(root, link));
    return root;
  };

  test('nothing is written through `evals`', async () => {
    const root = temporaryFolder('linked');
    mkdirSync(join(root, 'traces'));
    writeFileSync(join(root, 'traces/a.jsonl'), imported(['t0']));
    symlinkSync(temporaryFolder('elsewhere'), join(root, 'evals'));
    await expect(look(root, 0)).rejects.toThrow('evals/notes.jsonl is not written');
  });

  test.each([
    ['evals/notes.jsonl', undefined],
    ['evals/sessions.jsonl', undefined],
    ['evals/TAXONOMY.md', 'taxonomy'],
    ['evals/modes', 'modes'],
  ])('nothing is written through %s', async (link, does) => {
    const root = outside(link);
    if (does === undefined) {
      await expect(look(root, 0)).rejects.toThrow(`${link} is not written`);
      return;
    }
    const { ask } = await look(root, 0);
    const change = { do: 'create', name: 'A', definition: 'B', traces: [] };
    const answer = await ask('POST', `/api/${does}`, does === 'modes' ? change : {});
    expect(answer.body.error?.what).toContain('is not written');
  });
});
