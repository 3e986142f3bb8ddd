import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { look, type LookOptions } from '../../src/look/look.ts';
import { readTaxonomy, writeTaxonomy } from '../../src/look/taxonomy-file.ts';
import { page, repository, textOf } from './desk.ts';
import { jsonl, trace } from './traces.ts';

/** Looks until `during` is done with the page; answers what was printed. */
const looked = async (
  root: string,
  changes: Partial<LookOptions> = {},
  during: (url: URL) => Promise<unknown> = async () => {},
): Promise<string> => {
  const end = new AbortController();
  let printed = '';
  await look({
    root,
    config: 'evals/failmode.yml',
    by: 'alice',
    page,
    freshSeed: () => 7,
    now: () => new Date('2026-11-24T10:00:00Z'),
    env: process.env,
    signal: end.signal,
    print: (text) => {
      printed += text;
      const [url] = /http:\S+/.exec(text) ?? [];
      if (url !== undefined) void during(new URL(url)).finally(() => end.abort());
    },
    ...changes,
  });
  return printed;
};

describe('a looking session at the terminal', () => {
  test('it prints the address, and at its end what was read', async () => {
    const printed = await looked(repository(), {}, async (url) => {
      const headers = { 'x-failmode-key': url.searchParams.get('key') ?? '' };
      const body = JSON.stringify({ trace: 't1', note: 'no', verdict: 'fail', modes: [] });
      await fetch(new URL('/api/notes', url), { method: 'PUT', headers, body });
    });
    expect(printed.replace(/http:\S+/, 'URL')).toBe(
      '4 traces to read (seed 7): URL\n' +
        '1 of 4 traces read. New kinds of failure in the last 2 traces read: 1 (and 1 failure in no mode yet).\n',
    );
  });

  test('what a person may not expect of the sample is told', async () => {
    const root = repository();
    const newer = jsonl(...['n1', 'n2'].map((id) => trace(id, { at: '2026-11-25T08:00:00Z' })));
    await looked(root);
    expect(await looked(root)).toMatch(/^goes on with the session of 2026-11-24; --new draws/);
    writeFileSync(join(root, 'traces/b.jsonl'), newer);
    const next = { now: () => new Date('2026-11-25T10:00:00Z') };
    const more =
      'goes on with the session of 2026-11-24; 2 newer traces are not in it: --new\n4 tr';
    expect(await looked(root, next)).toContain(more);
    expect(await looked(root, { ...next, fresh: true })).toMatch(/^2 traces to read/);
    const drawn = ['t1', 'x', 'y'].map((id) => ({ trace: id, pick: 'random' }) as const);
    const told = await looked(root, { drawn, seed: 3 });
    expect(told).toMatch(/^2 of the 3 announced traces are not here\n1 trace to read/);
  });

  test('where there was nothing to announce, what came since is drawn', async () => {
    expect(await looked(repository(), { drawn: [], seed: 3 })).toMatch(
      /^4 traces to read \(seed 3/,
    );
  });

  test('nothing has to be defined before', async () => {
    const root = repository({
      'evals/failmode.yml': undefined,
      'evals/modes/slot.yml': undefined,
      'evals/notes.jsonl': undefined,
    });
    expect(await looked(root)).toContain('5 traces to read');
  });

  test('what is wrong with the files is told, and what is right is used', async () => {
    const root = repository({
      'evals/failmode.yml': 'version: 1\ntargets: { a: 1 }\nlooking: { traces: [logs/*.jsonl] }\n',
      'evals/modes/slot.yml': 'name: A\n',
      'logs/a.jsonl': jsonl(trace('a'), '{'),
    });
    const printed = await looked(root);
    expect(printed).toContain('evals/failmode.yml:2:15: ');
    expect(printed).toContain('logs/a.jsonl:2:2: ');
    expect(printed).toContain('evals/modes/slot.yml:1:1: ');
    expect(printed).toContain('1 trace to read');
  });

  test("the team's own program may print the traces", async () => {
    const pull = `process.stdout.write(${JSON.stringify(jsonl(trace('pulled')))})`;
    const config = (script: string) => `version: 1
targets: {}
looking: { traces: { command: [${JSON.stringify(process.execPath)}, -e, ${JSON.stringify(script)}] } }
`;
    expect(await looked(repository({ 'evals/failmode.yml': config(pull) }))).toContain(
      '1 trace to',
    );
    const broken = repository({ 'evals/failmode.yml': config('process.exit(3)') });
    await expect(looked(broken)).rejects.toMatchObject({ why: 'it ended with 3' });
  });

  test.each([
    [undefined, 'failmode import traces FILE'],
    [jsonl({ messages: [] }), 'failmode import traces traces/a.jsonl'],
    ['', 'failmode import traces FILE'],
  ])('without a trace in %j it says what to do', async (text, remedy) => {
    await expect(looked(repository({ 'traces/a.jsonl': text }))).rejects.toMatchObject({
      remedy: expect.stringContaining(remedy) as unknown,
    });
  });
});

test('TAXONOMY.md is made from the notes and the modes alone', async () => {
  const root = repository({ 'evals/failmode.yml': undefined });
  const read = await readTaxonomy(root, 'evals/');
  expect(await writeTaxonomy(root, 'evals/', read)).toBe('evals/TAXONOMY.md');
  const first = textOf(root, 'evals/TAXONOMY.md');
  await writeTaxonomy(root, 'evals/', await readTaxonomy(root, 'evals/'));
  expect(textOf(root, 'evals/TAXONOMY.md')).toBe(first);
  expect(first).toContain('Hallucinated tour slot');
});
