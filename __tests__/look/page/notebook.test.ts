import { describe, expect, test } from 'vitest';
import type { NoteEdit } from '../../../src/domain/looking.ts';
import type { Note } from '../../../src/domain/note.ts';
import type { Draft } from '../../../src/look/page/drafts.ts';
import { openNotebook } from '../../../src/look/page/notebook.ts';
import { Overtaken } from '../../../src/look/page/overtaken.ts';
import { Refused } from '../../../src/look/page/refused.ts';

const start = Date.parse('2026-11-24T10:00:00Z');

/** A notebook over a server that answers when it is told to, and a clock that moves by hand. */
const open = (kept: Draft[] = [], notes: Note[] = []) => {
  const drafts = new Map(kept.map((draft) => [draft.trace, draft]));
  const timers = new Set<() => void>();
  const log: NoteEdit[] = [];
  const server = {
    down: false,
    /** A failure mode that has no file. */
    gone: '',
    time: start,
    answer: {} as Partial<Note>,
    /** What another program wrote. */
    held: undefined as Note | undefined,
    refuses: (edit: NoteEdit, held: Note): boolean => edit.since !== held.at,
  };
  const notebook = openNotebook({
    send: async (edit) => {
      if (server.down) throw new Error('down');
      log.push(edit);
      if (edit.modes.includes(server.gone)) throw new Refused(`no ${server.gone}`);
      const { held, refuses } = server;
      if (held !== undefined && refuses(edit, held)) throw new Overtaken('overtaken', held);
      server.time += 1;
      return { ...edit, by: 'alice', at: new Date(server.time).toISOString(), ...server.answer };
    },
    later: (_ms, act) => {
      timers.add(act);
      return () => timers.delete(act);
    },
    now: () => start,
    drafts: {
      all: () => [...drafts.values()],
      keep: (draft) => drafts.set(draft.trace, draft),
      drop: (trace) => drafts.delete(trace),
    },
    changed: () => {},
  });
  notebook.hear(notes);
  notebook.restore();
  const pass = async (): Promise<void> => {
    const due = Array.from(timers);
    timers.clear();
    for (const act of due) act();
    await notebook.flush();
  };
  return { notebook, drafts, log, server, pass, timers };
};

const note = (changes: Partial<Note>): Note => ({
  trace: 't',
  note: '',
  modes: [],
  by: 'alice',
  at: '2026-11-24T10:30:00.000Z',
  ...changes,
});

describe('saving', () => {
  test('what is typed quickly is saved once, as it is at the end', async () => {
    const { notebook, log, pass, drafts } = open();
    notebook.edit('t', { note: 'a' });
    notebook.edit('t', { note: 'ab' });
    expect(drafts.get('t')?.fields.note).toBe('ab');
    await pass();
    expect(log).toEqual([{ trace: 't', note: 'ab', modes: [], since: '' }]);
    expect([notebook.state(), drafts.size]).toEqual([{ state: 'saved' }, 0]);
  });

  test('what is written while a save is under way is saved after it', async () => {
    const { notebook, log } = open();
    notebook.edit('t', { note: 'a' });
    const saving = notebook.flush();
    notebook.edit('t', { note: 'ab' });
    await saving;
    expect(log.map((edit) => edit.note)).toEqual(['a', 'ab']);
    expect(notebook.state().state).toBe('saved');
  });

  test('what is taken back while its save is under way is taken back on the server too', async () => {
    const { notebook, log } = open();
    notebook.edit('t', { note: 'wrong', verdict: 'fail' });
    const saving = notebook.flush();
    notebook.edit('t', { note: '', verdict: 'fail' });
    await saving;
    expect(log.map((edit) => edit.note)).toEqual(['wrong', '']);
    expect(notebook.fields('t')).toEqual({ note: '', verdict: 'fail', modes: [] });
  });

  test('a save that fails is told and tried again, ever more slowly', async () => {
    const { notebook, log, server, pass } = open();
    server.down = true;
    notebook.edit('t', { verdict: 'fail' });
    await pass();
    expect(notebook.state()).toEqual({ state: 'failed', why: 'down', seconds: 1 });
    await pass();
    expect(notebook.state()).toMatchObject({ seconds: 2 });
    server.down = false;
    await pass();
    expect([notebook.state().state, log.length]).toEqual(['saved', 1]);
  });

  test('a note that is refused holds up no other, and is tried again with them', async () => {
    const { notebook, log, server, pass } = open();
    server.gone = 'slot';
    notebook.edit('a', { modes: ['slot'] });
    notebook.edit('b', { verdict: 'fail' });
    await pass();
    expect(notebook.state()).toEqual({ state: 'failed', why: 'no slot', seconds: 1 });
    expect(notebook.unsaved()).toEqual(['a']);
    notebook.edit('c', { verdict: 'pass' });
    await pass();
    expect(notebook.unsaved()).toEqual(['a']);
    expect(log.map(({ trace }) => trace)).toEqual(['a', 'b', 'a', 'c']);
    server.gone = '';
    await pass();
    expect([notebook.state().state, notebook.unsaved()]).toEqual(['saved', []]);
  });

  test('of what is refused each reason is told once, and what is mended is saved at once', async () => {
    const { notebook, server, pass } = open();
    server.gone = 'slot';
    for (const trace of ['a', 'b']) notebook.edit(trace, { modes: ['slot'] });
    await pass();
    expect(notebook.state()).toMatchObject({ why: 'no slot' });
    for (const trace of ['a', 'b']) notebook.edit(trace, { modes: [], verdict: 'fail' });
    await pass();
    expect(notebook.state().state).toBe('saved');
  });

  test('a change that is taken back before it is saved costs no save', async () => {
    const { notebook, log, pass } = open();
    notebook.edit('t', { verdict: 'fail' });
    notebook.edit('t', { verdict: undefined });
    await pass();
    expect(log).toEqual([]);
  });

  test('a note that the server dates into the future can still be changed', async () => {
    const { notebook, pass } = open([], [note({ at: '2030-01-01T00:00:00.000Z', note: 'old' })]);
    notebook.edit('t', { note: 'new' });
    await pass();
    expect([notebook.fields('t').note, notebook.state().state]).toEqual(['new', 'saved']);
  });
});

test.each([
  ['has a clock that goes back', { at: '2020-01-01T00:00:00.000Z' }],
  ['holds it in another form', { note: 'trimmed' }],
])('a server that %s is asked once a change', async (_name, answer) => {
  const { notebook, log, server } = open();
  server.answer = answer;
  for (const text of ['a ', 'b ']) {
    notebook.edit('t', { note: text });
    await notebook.flush();
  }
  expect([log.length, notebook.state().state]).toEqual([2, 'saved']);
});

describe('another page', () => {
  test('its note is shown, and fields that are edited here are kept', () => {
    const { notebook } = open();
    notebook.edit('t', { verdict: 'fail' });
    notebook.hear([note({ note: 'theirs', verdict: 'pass' })]);
    expect(notebook.fields('t')).toEqual({ note: 'theirs', verdict: 'fail', modes: [] });
  });

  test('of two texts written at once both are kept', () => {
    const { notebook, drafts } = open();
    notebook.edit('t', { note: 'mine' });
    notebook.hear([note({ note: 'theirs' })]);
    expect(notebook.fields('t').note).toBe('theirs\nmine');
    expect(drafts.get('t')?.fields.note).toBe('theirs\nmine');
  });

  test('the echo of an own save does not undo what was typed since', async () => {
    const { notebook, pass } = open();
    notebook.edit('t', { note: 'foo' });
    await pass();
    notebook.edit('t', { note: 'fx' });
    notebook.hear([note({ note: 'f', at: '2026-11-24T09:59:00.000Z' })]);
    notebook.hear([note({ note: 'foo', at: new Date(start + 1).toISOString() })]);
    expect(notebook.fields('t').note).toBe('fx');
  });
});

describe('another program', () => {
  test('a note that it wrote is joined with the own one, which is sent again', async () => {
    const { notebook, log, server, drafts, pass } = open([], [note({ note: 'old' })]);
    server.held = note({ note: 'theirs', verdict: 'pass', at: '2026-11-24T10:31:00.000Z' });
    notebook.edit('t', { note: 'mine' });
    await pass();
    expect(log.map(({ note: text, verdict, since }) => [text, verdict, since])).toEqual([
      ['mine', undefined, '2026-11-24T10:30:00.000Z'],
      ['theirs\nmine', 'pass', '2026-11-24T10:31:00.000Z'],
    ]);
    expect(notebook.fields('t')).toMatchObject({ note: 'theirs\nmine', verdict: 'pass' });
    expect([notebook.state().state, drafts.size]).toEqual(['saved', 0]);
  });

  test('what is typed while it is refused is kept as well', async () => {
    const { notebook, log, server } = open();
    server.held = note({ note: 'theirs' });
    notebook.edit('t', { note: 'a' });
    const saving = notebook.flush();
    notebook.edit('t', { note: 'ab' });
    await saving;
    expect(log.map((edit) => edit.note)).toEqual(['a', 'theirs\nab']);
  });

  test('a server that refuses its own latest note is not asked for ever', async () => {
    const { notebook, log, server, pass } = open();
    server.held = note({ note: 'theirs' });
    server.refuses = () => true;
    notebook.edit('t', { note: 'mine' });
    await pass();
    expect([notebook.state(), log.length]).toEqual([
      { state: 'failed', why: 'overtaken', seconds: 1 },
      2,
    ]);
  });

  test('the last request of a page is not refused for the one still under way', async () => {
    const { notebook, log } = open();
    notebook.edit('t', { note: 'a' });
    const saving = notebook.flush();
    notebook.edit('t', { note: 'ab' });
    notebook.leave();
    await saving;
    expect(log[1]).toEqual({ trace: 't', note: 'ab', modes: [] });
  });
});

describe('a reload', () => {
  const draft = { trace: 't', at: start, fields: { note: 'draft', verdict: undefined, modes: [] } };

  test.each([
    ['newer than the note is taken up', '2026-11-24T09:00:00.000Z', start, 'draft', 1],
    ['older than the note is dropped', '2026-11-24T09:00:00.000Z', start - 7_200_000, 'saved', 0],
    ['of a note of the future is taken up', '2030-01-01T00:00:00.000Z', start, 'draft', 1],
  ])('a draft %s', (_name, at, draftAt, shown, kept) => {
    const { notebook, drafts } = open([{ ...draft, at: draftAt }], [note({ note: 'saved', at })]);
    expect([notebook.fields('t').note, drafts.size]).toEqual([shown, kept]);
  });

  test('a draft that the server has is dropped', () => {
    const { drafts, notebook } = open(
      [draft],
      [note({ note: 'draft', at: '2026-11-24T09:00:00Z' })],
    );
    expect([drafts.size, notebook.unsaved()]).toEqual([0, []]);
  });

  test('what is not saved when the page goes is sent at once', () => {
    const { notebook, log } = open();
    notebook.edit('t', { note: 'half a wor' });
    notebook.leave();
    expect(log).toEqual([{ trace: 't', note: 'half a wor', modes: [], since: '' }]);
  });
});
