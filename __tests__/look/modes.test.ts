import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openModes } from '../../src/look/modes-file.ts';
import { openNotes } from '../../src/look/notes-file.ts';
import type { ModeChange } from '../../src/domain/looking.ts';
import { Refusal } from '../../src/look/refusal.ts';
import { linesOf, repository, slot, textOf } from './desk.ts';
import { jsonl } from './traces.ts';

const at = '2026-11-24T10:00:00Z';

const note = (trace: string, modes: string[], by = 'alice') => ({
  trace,
  note: `about ${trace}`,
  modes,
  by,
  at: '2026-11-02T10:00:00Z',
});

const folder = async (files: Record<string, string | undefined> = {}) => {
  const root = repository(files);
  const notes = await openNotes(root, 'evals/notes.jsonl');
  const modes = openModes(root, 'evals/modes/', notes);
  await modes.readToShow();
  return {
    root,
    read: modes.read,
    change: (change: ModeChange) => modes.change(change, 'bob', at),
    modeText: (id: string) => textOf(root, `evals/modes/${id}.yml`),
    latest: async () => (await notes.read()).notes,
  };
};

const fees = `# fees are read by accounting
name: Wrong fee
definition: Quotes a fee that is not in the table.

evals: # in the order of their cost

    # the table is data/fees.json
    - id: fee-is-listed
      rung: code
      target: leasing
      assert:
          - { type: regex,   pattern: "\\\\$\\\\d+" }   # dollars


    - { id: fee-tone, rung: human, target: leasing, review: { question: "OK?", labels: evals/labels/fee.jsonl } }
`;

describe('a field', () => {
  test.each([
    ['name', 'Made-up slot', slot.replace('Hallucinated tour slot', 'Made-up slot')],
    [
      'definition',
      'Short: and "sharp" # really',
      slot.replace(/>-\n.*\n.*\n/, '\'Short: and "sharp" # really\'\n'),
    ],
    ['name', 'yes', slot.replace('Hallucinated tour slot', 'yes')],
    ['name', '12', slot.replace('Hallucinated tour slot', '"12"')],
  ])('%s becomes %j, and every other byte stays', async (key, value, expected) => {
    const { change, modeText } = await folder();
    await change({ do: 'define', mode: 'slot', [key]: value });
    expect(modeText('slot')).toBe(expected);
  });

  test.each([
    'Ends in a colon:',
    '- looks like a list',
    ' # and a comment',
    'two\nlines\n\nand more',
    `${'long '.repeat(60)}end`,
    'U+2028 \u2028 and a quote \' "',
    '{{ input }}, [a], &b, *c, !d, %e, @f, `g`',
  ])('the definition %j is read back as it was', async (definition) => {
    const { change, read, modeText } = await folder({ 'evals/modes/slot.yml': slot });
    await change({ do: 'define', mode: 'slot', definition });
    expect((await read()).modes[0]?.mode.definition).toBe(definition);
    expect(modeText('slot')).toContain('# the cheapest check');
    expect(modeText('slot')).toContain('   # said by alice');
  });

  test('a value with a comment behind it keeps the comment', async () => {
    const text = 'name: A # one\ndefinition: B # two\nopinion: true\n';
    const { change, modeText, read } = await folder({ 'evals/modes/a.yml': text });
    const definition = `${'word '.repeat(30)}end`;
    await change({ do: 'define', mode: 'a', definition });
    expect(modeText('a')).toBe(`name: A # one\ndefinition: ${definition} # two\nopinion: true\n`);
    expect((await read()).problems).toEqual([]);
  });
});

describe('create', () => {
  test('the id comes from the name, and this person notes the traces by it', async () => {
    const { change, modeText, latest } = await folder();
    const definition = 'Says "no pets" when there are.';
    await change({ do: 'create', name: 'Übler  Ton!', definition, traces: ['old', 't1'] });
    expect(modeText('ubler-ton')).toBe(`name: Übler  Ton!\ndefinition: ${definition}\n`);
    expect(await latest()).toEqual([
      expect.objectContaining({ trace: 'old', by: 'alice', modes: ['slot'] }),
      { trace: 'old', note: '', modes: ['ubler-ton'], by: 'bob', at },
      { trace: 't1', note: '', modes: ['ubler-ton'], by: 'bob', at },
    ]);
  });

  test.each([
    ['Slot', 'slot-2'],
    ['all', 'all-2'],
    ['予約', 'mode'],
    ['x'.repeat(80), 'x'.repeat(64)],
    ['../../etc', 'etc'],
  ])('the name %j gives the id %s', async (name, id) => {
    const { change, root } = await folder();
    await change({ do: 'create', name, definition: 'D', traces: [] });
    expect(readdirSync(join(root, 'evals/modes')).toSorted()).toEqual(
      [`${id}.yml`, 'slot.yml'].toSorted(),
    );
  });

  test('without a trace it is an opinion', async () => {
    const { change, modeText } = await folder();
    await change({ do: 'create', name: 'A', definition: 'B', traces: [] });
    expect(modeText('a')).toBe('name: A\ndefinition: B\nopinion: true\n');
  });
});

describe('rename', () => {
  test('the file moves as it is, and each note that names it is noted anew', async () => {
    const notes = jsonl(note('a', ['slot', 'x']), note('a', ['slot'], 'carol'), note('b', []));
    const { change, modeText, latest, root } = await folder({ 'evals/notes.jsonl': notes });
    await change({ do: 'rename', mode: 'slot', to: 'made-up' });
    expect(modeText('made-up')).toBe(slot);
    expect(existsSync(join(root, 'evals/modes/slot.yml'))).toBe(false);
    expect(await latest()).toEqual([
      note('a', ['made-up', 'x']),
      note('a', ['made-up'], 'carol'),
      note('b', []),
    ]);
    expect(linesOf(root, 'evals/notes.jsonl')).toHaveLength(5);
    expect(textOf(root, 'evals/notes.jsonl').startsWith(notes)).toBe(true);
  });

  test.each(['fees', 'all', 'gate'])('it cannot be called %s', async (to) => {
    const { change, modeText } = await folder({ 'evals/modes/fees.yml': fees });
    await expect(change({ do: 'rename', mode: 'slot', to })).rejects.toThrow(to);
    expect(modeText('fees')).toBe(fees);
  });
});

describe('merge', () => {
  test('the evals move with their comments, and nothing else of the file changes', async () => {
    const { change, modeText, latest, root } = await folder({ 'evals/modes/fees.yml': fees });
    await change({ do: 'merge', mode: 'slot', into: 'fees' });
    expect(modeText('fees')).toBe(`${fees}    # the cheapest check
    - id: offered
      rung: code
      target: leasing
      assert: [{ type: contains, value: "AM" }]
# was slot: Offers a tour time that the tool did not return.
# owner of slot: alice
`);
    expect(existsSync(join(root, 'evals/modes/slot.yml'))).toBe(false);
    expect((await latest()).map(({ modes }) => modes)).toEqual([['fees']]);
  });

  test.each([
    ['', 'evals:\n'],
    ['evals: [] # none yet\n', 'evals: # none yet\n'],
    ['evals:\nowner: bob\n', 'evals:\n', 'owner: bob\n# was slot: '],
    [
      'evals: [{ id: a, rung: code, target: t, assert: [{ type: json }] }]\n',
      'evals: [{ id: a, rung: code, target: t, assert: [{ type: json }] }, {"id":"offered",',
    ],
  ])('into a file with %j', async (evals, start, rest = '') => {
    const text = `name: A\ndefinition: B\nopinion: true\n${evals}`;
    const { change, modeText, read } = await folder({ 'evals/modes/a.yml': text });
    await change({ do: 'merge', mode: 'slot', into: 'a' });
    expect(modeText('a')).toContain(`name: A\ndefinition: B\nopinion: true\n${start}`);
    expect(modeText('a')).toContain(rest);
    const { modes, problems } = await read();
    expect(problems).toEqual([]);
    expect(modes[0]?.mode.evals.at(-1)?.id).toBe('offered');
  });

  test('a list in brackets is written out where it is added', async () => {
    const text =
      'name: A\ndefinition: B\nevals: [{ id: a, rung: code, target: t, assert: [{ type: json }] }]\n';
    const { change, modeText } = await folder({ 'evals/modes/a.yml': text });
    await change({ do: 'merge', mode: 'a', into: 'slot' });
    expect(modeText('slot')).toBe(`${slot}  - id: a
    rung: code
    target: t
    assert:
      - type: json
# was a: B
`);
  });

  test('what was merged before into the one that goes is kept too', async () => {
    const plain = (definition: string) => `name: A\ndefinition: ${definition}\n`;
    const files = { 'evals/modes/a.yml': plain('B'), 'evals/modes/c.yml': plain('"D\\n# e"') };
    const { change, modeText, read } = await folder(files);
    await change({ do: 'merge', mode: 'slot', into: 'c' });
    await change({ do: 'merge', mode: 'c', into: 'a' });
    expect(modeText('a').split('\n').slice(-4)).toEqual([
      '# was slot: Offers a tour time that the tool did not return.',
      '# owner of slot: alice',
      '# was c: D # e',
      '',
    ]);
    expect((await read()).modes[0]?.mode.evals).toHaveLength(1);
  });

  test('two evals of one id are not merged', async () => {
    const files = { 'evals/modes/b.yml': slot };
    const { change, modeText } = await folder(files);
    await expect(change({ do: 'merge', mode: 'slot', into: 'b' })).rejects.toThrow(
      'cannot be merged',
    );
    expect([modeText('slot'), modeText('b')]).toEqual([slot, slot]);
  });
});

describe('split', () => {
  const notes = jsonl(note('a', ['slot']), note('b', ['slot', 'x']), note('b', ['slot'], 'carol'));
  const split = { do: 'split', mode: 'slot', name: 'New', definition: 'D' } as const;

  test('the notes of the chosen traces name the new mode, whoever wrote them', async () => {
    const { change, latest, modeText } = await folder({ 'evals/notes.jsonl': notes });
    await change({ ...split, traces: ['b'] });
    expect(modeText('slot')).toBe(slot);
    expect((await latest()).map(({ trace, modes, by }) => [trace, modes, by])).toEqual([
      ['a', ['slot'], 'alice'],
      ['b', ['new', 'x'], 'alice'],
      ['b', ['new'], 'carol'],
    ]);
  });

  test.each([[['nobody']], [['a', 'b']]])('not with %j: all or none would go', async (traces) => {
    const { change } = await folder({ 'evals/notes.jsonl': notes });
    await expect(change({ ...split, traces })).rejects.toThrow('cannot be split so');
  });
});

describe('what no note names', () => {
  test.each([
    ['name: A\ndefinition: B # two\n', 'name: A\ndefinition: B # two\nopinion: true\n'],
    ['name: A\ndefinition: B', 'name: A\ndefinition: B\nopinion: true\n'],
    [
      'name: A\r\ndefinition: B\r\n# end\r\n',
      'name: A\r\ndefinition: B\r\nopinion: true\r\n# end\r\n',
    ],
    [
      'name: A\nopinion: false # yet\ndefinition: >-\n  B\n  C\n',
      'name: A\nopinion: true # yet\ndefinition: >-\n  B\n  C\n',
    ],
    ['name: A\ndefinition: |\n  B\n\n# c\n', 'name: A\ndefinition: |\n  B\nopinion: true\n\n# c\n'],
    ['{ name: A, definition: B }\n', '{ name: A, definition: B, opinion: true }\n'],
    ['name: A\ndefinition: B\nopinion: true\n', 'name: A\ndefinition: B\nopinion: true\n'],
  ])('the file %j says it is an opinion, and its other bytes stay', async (text, expected) => {
    const { change, modeText } = await folder({ 'evals/modes/a.yml': text });
    await change({ do: 'keep', mode: 'a' });
    expect(modeText('a')).toBe(expected);
  });

  test('above its evals, whose comments stay', async () => {
    const { change, modeText } = await folder();
    await change({ do: 'keep', mode: 'slot' });
    expect(modeText('slot')).toBe(slot.replace('owner: alice', 'opinion: true\nowner: alice'));
  });

  const plain = 'name: A\ndefinition: B\n';

  test('its file is deleted', async () => {
    const { change, root } = await folder({ 'evals/modes/a.yml': plain });
    await change({ do: 'delete', mode: 'a' });
    expect(existsSync(join(root, 'evals/modes/a.yml'))).toBe(false);
  });

  test.each([
    [
      'a note names it',
      { 'evals/modes/a.yml': plain, 'evals/notes.jsonl': jsonl(note('t', ['a'])) },
    ],
    ['it has an eval', { 'evals/modes/a.yml': slot }],
    ['it cannot be read', { 'evals/modes/a.yml': `${plain}evals: [` }],
  ])('not where %s', async (_, files) => {
    const { change, modeText } = await folder(files);
    await expect(change({ do: 'delete', mode: 'a' })).rejects.toBeInstanceOf(Refusal);
    expect(modeText('a')).toBe(files['evals/modes/a.yml']);
  });
});

test.each<ModeChange>([
  { do: 'define', mode: 'slot', definition: 'D' },
  { do: 'keep', mode: 'slot' },
  { do: 'merge', mode: 'fees', into: 'slot' },
  { do: 'merge', mode: 'slot', into: 'fees' },
])('%j of a file that is broken says which, and where', async (change) => {
  const broken = `${slot}owner: [`;
  const opened = await folder({ 'evals/modes/slot.yml': broken, 'evals/modes/fees.yml': fees });
  await expect(opened.change(change)).rejects.toMatchObject({
    status: 409,
    message: '`evals/modes/slot.yml` is broken',
    why: expect.stringMatching(/^line \d+: /),
    remedy: 'mend the file, then do it again',
  });
  expect([opened.modeText('slot'), opened.modeText('fees')]).toEqual([broken, fees]);
});

test.each<ModeChange>([
  { do: 'define', mode: 'slot', name: 'N' },
  { do: 'keep', mode: 'slot' },
  { do: 'rename', mode: 'slot', to: 'n' },
  { do: 'merge', mode: 'fees', into: 'slot' },
  { do: 'merge', mode: 'slot', into: 'fees' },
])('%j does not write over a file that somebody changed in between', async (change) => {
  const opened = await folder({ 'evals/modes/fees.yml': fees });
  const edited = `${slot}# by hand\n`;
  writeFileSync(join(opened.root, 'evals/modes/slot.yml'), edited);
  await expect(opened.change(change)).rejects.toThrow('changed in between');
  expect([opened.modeText('slot'), opened.modeText('fees')]).toEqual([edited, fees]);
  expect(await opened.latest()).toHaveLength(1);
});

test('a file that is not valid is told, and no id is taken from it', async () => {
  const { read, change, root } = await folder({ 'evals/modes/bad.yml': 'name: [' });
  const { modes, problems } = await read();
  expect(modes.map(({ id }) => id)).toEqual(['slot']);
  expect(problems[0]?.file).toBe('evals/modes/bad.yml');
  await change({ do: 'create', name: 'Bad', definition: 'D', traces: [] });
  expect(textOf(root, 'evals/modes/bad.yml')).toBe('name: [');
});
