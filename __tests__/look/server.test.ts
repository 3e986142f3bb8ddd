import { request } from 'node:http';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { LookingState } from '../../src/domain/looking.ts';
import { linesOf, open, page, repository, textOf, type Opened } from './desk.ts';
import { jsonl, trace } from './traces.ts';

const opened: Opened[] = [];
const start = async (...given: Parameters<typeof open>): Promise<Opened> => {
  const server = await open(...given);
  opened.push(server);
  return server;
};
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

/** A request with headers that `fetch` does not let anyone set, and a path as it is. */
const raw = (
  { origin }: Opened,
  { path = '/api/session', headers }: { path?: string; headers: Record<string, string> },
): Promise<number> =>
  new Promise((done, failed) => {
    const { port } = new URL(origin);
    const sent = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    sent.once('error', failed);
    sent.end();
  });

const tracesOf = (state: LookingState): string[] => state.traces.map(({ trace: id }) => id);

describe('who may ask', () => {
  test('the page comes with the key, and lets nothing run or load but itself', async () => {
    const { url } = await start(repository());
    const response = await fetch(url);
    const policy = response.headers.get('content-security-policy');
    expect(await response.text()).toBe(page);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(
      /script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; connect-src 'self'/,
    );
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each(['/', '/?key=wrong', '/api/session', '/api/session?key=KEY', '/api/events'])(
    'without its key %s is refused',
    async (path) => {
      const { origin, key } = await start(repository());
      const response = await fetch(origin + path.replace('KEY', key));
      expect(response.status).toBe(401);
      expect(JSON.parse(await response.text()).error.mend).toContain('address');
    },
  );

  test.each([
    [{ host: 'evil.example' }, 403],
    [{ host: '127.0.0.1:1' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{}, 200],
  ])('with the headers %j the answer is %i', async (headers, status) => {
    const server = await start(repository());
    const sent = { 'x-failmode-key': server.key, ...headers };
    expect(await raw(server, { headers: sent })).toBe(status);
  });

  test('a body that is too long is refused', async () => {
    const { ask } = await start(repository());
    const edit = { trace: 't1', note: 'x'.repeat(300_000), modes: [] };
    expect((await ask('PUT', '/api/notes', edit)).status).toBe(413);
  });
});

describe('the address', () => {
  /** Keeps it as the door does, but in memory. */
  const memory = () => {
    let place: { port: number; key: string } | undefined;
    return {
      read: async () => place,
      write: async (next: { port: number; key: string }) => {
        place = next;
      },
    };
  };

  test('it is the one of last time, so that a browser finds what was not saved', async () => {
    const [root, remembered] = [repository(), memory()];
    const first = await open(root, { remembered });
    await first.close();
    expect((await start(root, { remembered })).url).toBe(first.url);
  });

  test('where its port is taken another is found, with the same key', async () => {
    const [root, remembered] = [repository(), memory()];
    const first = await start(root, { remembered });
    const second = await start(root, { remembered });
    expect([second.key, second.origin === first.origin]).toEqual([first.key, false]);
    expect((await second.ask('GET', '/api/session')).status).toBe(200);
  });

  test('nothing that stands in the place of an address is taken for one', async () => {
    const wrong = { read: async () => ({ port: 70_000, key: '' }), write: async () => {} };
    const { key } = await start(repository(), { remembered: wrong });
    expect(key).toHaveLength(32);
    const broken = () => Promise.reject(new Error('EACCES'));
    await start(repository(), { remembered: { read: broken, write: broken } });
  });

  test('a port that is asked for and taken is named', async () => {
    const { origin } = await start(repository());
    const port = Number(new URL(origin).port);
    const asked = start(repository(), { port });
    await expect(asked).rejects.toThrow(`port ${port} is taken`);
    await expect(asked).rejects.toBeInstanceOf(Failure);
  });
});

describe('the session', () => {
  test('it holds what the page needs, and no trace that a note speaks of', async () => {
    const { ask } = await start(repository());
    const { body } = await ask('GET', '/api/session');
    expect(body.session).toEqual({
      id: '2026-11-24-7',
      seed: 7,
      at: '2026-11-24T10:00:00.000Z',
      minutes: 30,
    });
    expect(tracesOf(body).toSorted()).toEqual(['t1', 't2', 't3', 't4']);
    expect(body.traces[0]).toMatchObject({ pick: 'random', characters: 19, toolCalls: 0 });
    expect(body.modes).toEqual([
      {
        id: 'slot',
        name: 'Hallucinated tour slot',
        definition: 'Offers a tour time that the tool did not return.',
        opinion: false,
        evals: 1,
      },
    ]);
    expect([body.by, body.targets, body.notes.length]).toEqual(['alice', ['leasing'], 1]);
    expect(body.saturation).toEqual({ read: 1, of: 1, fresh: 1, unsorted: 0, reached: false });
  });

  test('it is recorded once, and the same person goes on with it the same day', async () => {
    const root = repository();
    const first = await (await start(root)).ask('GET', '/api/session');
    const again = await (await start(root, { freshSeed: () => 8 })).ask('GET', '/api/session');
    expect(again.body.traces).toEqual(first.body.traces);
    expect(linesOf(root, 'evals/sessions.jsonl')).toHaveLength(1);
  });

  test('its seed gives another person the same sample, and without it there is nothing new', async () => {
    const root = repository();
    const first = await (await start(root)).ask('GET', '/api/session');
    await expect(start(root, { by: 'bob' })).rejects.toThrow('nothing new to read');
    const { body } = await (await start(root, { by: 'bob', seed: 7 })).ask('GET', '/api/session');
    expect(body.traces).toEqual(first.body.traces);
    expect(linesOf(root, 'evals/sessions.jsonl')).toHaveLength(2);
  });
});

describe('traces', () => {
  const strange = ['../../etc/passwd', 'a\nb', '%2e%2e', 'ü/ö?#', '__proto__'];
  const root = () => repository({ 'traces/a.jsonl': jsonl(...strange.map((id) => trace(id))) });

  test.each(strange)('the id %j finds its own trace', async (id) => {
    const { ask } = await start(root());
    const { status, body } = await ask('GET', `/api/traces/${encodeURIComponent(id)}`);
    expect([status, body.id]).toEqual([200, id]);
  });

  test.each(['%2e%2e', '..%2F..%2Fetc%2Fshadow', '%', 'a/b', '', 'constructor'])(
    'the path /api/traces/%s finds nothing',
    async (path) => {
      const server = await start(root());
      const headers = { 'x-failmode-key': server.key };
      expect(await raw(server, { path: `/api/traces/${path}`, headers })).toBe(404);
    },
  );

  test('a file that changed under the server is told', async () => {
    const folder = repository();
    const { ask } = await start(folder);
    writeFileSync(`${folder}/traces/a.jsonl`, jsonl(trace('t9')));
    const { status, body } = await ask('GET', '/api/traces/t2');
    expect([status, body.error.mend]).toEqual([409, 'start `failmode look` again']);
  });

  test('the search finds texts of any part, whatever their case', async () => {
    const call = { name: 'bookTour', arguments: { slot: 'Saturday' }, result: { ok: 'Conf-77' } };
    const { ask } = await start(
      repository({ 'traces/a.jsonl': jsonl(trace('t1', { tool_calls: [call] }), trace('t2')) }),
    );
    const find = async (q: string) => (await ask('GET', `/api/search?q=${q}`)).body.ids;
    expect(await find('conf-77')).toEqual(['t1']);
    expect((await find('LEASING')).toSorted()).toEqual(['t1', 't2']);
    expect(await find('nobody')).toEqual([]);
  });
});

describe('writing', () => {
  test('a note is on the disk with who and when, and saved again unchanged adds nothing', async () => {
    const root = repository();
    const { ask } = await start(root);
    const edit = { trace: 't1', note: 'line\u2028end', verdict: 'fail', modes: ['slot'] };
    const saved = { ...edit, by: 'alice', at: '2026-11-24T10:00:00.000Z' };
    expect((await ask('PUT', '/api/notes', edit)).body).toEqual(saved);
    await ask('PUT', '/api/notes', edit);
    expect(linesOf(root, 'evals/notes.jsonl').slice(1)).toEqual([saved]);
    expect(textOf(root, 'evals/notes.jsonl')).not.toContain('\u2028');
    expect((await ask('GET', '/api/session')).body.notes).toContainEqual(saved);
  });

  const first = { trace: 't1', note: 'mine', modes: [] };

  test('a note that another process wrote in between is not written over', async () => {
    const root = repository();
    const [one, other] = [await start(root), await start(root, { now: () => new Date() })];
    const { body: before } = await one.ask('PUT', '/api/notes', { ...first, since: '' });
    const edit = { ...first, since: before.at };
    const { body: theirs } = await other.ask('PUT', '/api/notes', { ...edit, note: 'theirs' });
    const { status, body } = await one.ask('PUT', '/api/notes', { ...edit, note: 'late' });
    expect([status, body.note]).toEqual([409, theirs]);
    expect(Object.keys(body.error)).toEqual(['what', 'why', 'mend']);
    const known = await one.ask('PUT', '/api/notes', { ...edit, note: 'both', since: theirs.at });
    expect([known.status, known.body.note, known.body.since]).toEqual([200, 'both', undefined]);
    expect(textOf(root, 'evals/notes.jsonl')).not.toContain('late');
  });

  test.each([
    ['an edit that started from no note', { ...first, since: '' }, 409],
    ['an edit that says the same', { ...first, note: 'by hand', since: 'other' }, 200],
    ['an edit that does not say from which', first, 200],
  ])('a note that was written by hand and %s', async (_, edit, status) => {
    const root = repository();
    const { ask } = await start(root);
    const byHand = { ...first, note: 'by hand', by: 'alice', at: '2026-11-24T09:00:00Z' };
    appendFileSync(`${root}/evals/notes.jsonl`, jsonl(byHand));
    expect((await ask('PUT', '/api/notes', edit)).status).toBe(status);
  });

  test.each([
    [{ trace: 'nobody', note: '', modes: [] }, 404],
    [{ trace: 't1', note: '', modes: ['unknown'] }, 422],
    [{ trace: 't1', note: '', modes: ['../x'] }, 422],
    [{ trace: 't1', note: '', modes: [], by: 'mallory' }, 422],
    ['text', 422],
  ])('the note %j is refused, and nothing is written', async (edit, status) => {
    const root = repository();
    const { ask } = await start(root);
    const before = textOf(root, 'evals/notes.jsonl');
    const answer = await ask('PUT', '/api/notes', edit);
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.body.error)).toEqual(['what', 'why', 'mend']);
    expect(textOf(root, 'evals/notes.jsonl')).toBe(before);
  });

  test('a note keeps a mode whose file is gone since; another is not put into it', async () => {
    const root = repository();
    const { ask } = await start(root);
    const edit = { trace: 't1', note: 'mine', modes: ['slot'] };
    await ask('PUT', '/api/notes', edit);
    rmSync(`${root}/evals/modes/slot.yml`);
    const kept = await ask('PUT', '/api/notes', { ...edit, note: 'more' });
    expect([kept.status, kept.body.modes]).toEqual([200, ['slot']]);
    const { status, body } = await ask('PUT', '/api/notes', { ...edit, trace: 't2' });
    expect([status, body.error.mend]).toEqual([422, expect.stringContaining('take the note out')]);
  });

  test('two servers that write at once tear no line', async () => {
    const root = repository({
      'traces/a.jsonl': jsonl(...Array.from({ length: 40 }, (_, at) => trace(`t${at}`))),
    });
    const one = await start(root);
    const other = await start(root, { by: 'bob', seed: 7 });
    const note = 'x'.repeat(20_000);
    await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        [one, other].map(({ ask }) =>
          ask('PUT', '/api/notes', { trace: `t${at}`, note, modes: [] }),
        ),
      ).flat(),
    );
    expect(linesOf(root, 'evals/notes.jsonl')).toHaveLength(1 + 80);
  });

  test('a line that was cut off is ended, told, and kept; what follows is whole', async () => {
    const torn = '{"trace":"t1","note":"half';
    const root = repository({ 'evals/notes.jsonl': torn });
    const { ask, problems } = await start(root);
    expect(problems[0]).toMatchObject({ file: 'evals/notes.jsonl', line: 1 });
    await ask('PUT', '/api/notes', { trace: 't1', note: 'whole', modes: [] });
    const lines = textOf(root, 'evals/notes.jsonl').split('\n');
    expect(lines[0]).toBe(torn);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ note: 'whole' });
  });

  test('a writer that is cut off while the server runs spoils only its own line', async () => {
    const root = repository();
    const { ask } = await start(root);
    appendFileSync(`${root}/evals/notes.jsonl`, '{"trace":"t2"');
    await ask('PUT', '/api/notes', { trace: 't1', note: 'whole', modes: [] });
    expect(textOf(root, 'evals/notes.jsonl').split('\n').at(-2)).toContain('"note":"whole"');
  });

  test('cases are made once, of the last message, in the shape of those that are there', async () => {
    const root = repository({
      'evals/cases/leasing.jsonl': jsonl({ id: 'c-1', input: { message: 'Pets?' }, trace: 't2' }),
    });
    const { ask } = await start(root);
    const wanted = { mode: 'slot', target: 'leasing', traces: ['t1', 't2'] };
    const made = { file: 'evals/cases/leasing.jsonl', cases: ['t-t1'] };
    expect((await ask('POST', '/api/cases', wanted)).body).toEqual(made);
    expect((await ask('POST', '/api/cases', wanted)).body.cases).toEqual([]);
    expect(linesOf(root, 'evals/cases/leasing.jsonl').slice(1)).toEqual([
      { id: 't-t1', input: { message: 'A question about t1?' }, tags: ['slot'], trace: 't1' },
    ]);
  });

  test('TAXONOMY.md is written, and the same taxonomy is answered', async () => {
    const root = repository();
    const { ask } = await start(root);
    expect((await ask('GET', '/api/taxonomy')).body).toMatchObject({
      read: 1,
      failed: 1,
      ranked: [{ mode: 'slot', seen: { count: 1, of: 1 }, rungs: ['code'] }],
    });
    const written = await ask('POST', '/api/taxonomy', {});
    expect(written.body).toEqual({ file: 'evals/TAXONOMY.md' });
    expect(textOf(root, 'evals/TAXONOMY.md')).toContain('1 of 1');
  });
});

test('every open page hears of a note and of a change of the modes', async () => {
  const { ask, origin, key } = await start(repository());
  const response = await fetch(`${origin}/api/events?key=${key}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  await reader?.read();
  await ask('PUT', '/api/notes', { trace: 't1', note: 'no', modes: [] });
  const note = JSON.parse(((await reader?.read())?.value ?? '').replace(/^data: /, ''));
  expect(note).toMatchObject({ kind: 'note', note: { trace: 't1', note: 'no', by: 'alice' } });
  expect(note.saturation).toMatchObject({ read: 2, of: 2, fresh: 1 });
  await ask('POST', '/api/modes', { do: 'rename', mode: 'slot', to: 'made-up-slot' });
  const modes = JSON.parse(((await reader?.read())?.value ?? '').replace(/^data: /, ''));
  expect(modes).toMatchObject({ kind: 'modes', modes: [{ id: 'made-up-slot' }] });
  expect(modes.saturation).toEqual(note.saturation);
});

test('five thousand traces of two kilobytes are opened, and each can be read', async () => {
  const padding = 'x'.repeat(1700);
  const many = Array.from({ length: 5000 }, (_, at) => trace(`t${at}`, { output: padding }));
  const { ask } = await start(repository({ 'traces/a.jsonl': jsonl(...many) }));
  const { body } = await ask('GET', '/api/session');
  expect(body.traces).toHaveLength(10);
  expect((await ask('GET', '/api/traces/t4999')).body).toEqual(many[4999]);
});
