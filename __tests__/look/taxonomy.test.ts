import { describe, expect, test } from 'vitest';
import type { Mode } from '../../src/domain/mode.ts';
import type { Note } from '../../src/domain/note.ts';
import { saturation } from '../../src/look/saturation.ts';
import { suggestGroups } from '../../src/look/suggest.ts';
import { taxonomyMarkdown } from '../../src/look/taxonomy-markdown.ts';
import { renderTaxonomy } from '../../src/look/taxonomy-terminal.ts';
import { rankTaxonomy } from '../../src/look/taxonomy.ts';

const note = (trace: string, changes: Partial<Note> = {}): Note => ({
  trace,
  note: `about ${trace}`,
  verdict: 'fail',
  modes: [],
  by: 'alice',
  at: '2026-11-02T10:00:00Z',
  ...changes,
});

const mode = (id: string, changes: Partial<Mode> = {}) => ({
  id,
  mode: {
    name: `Name of ${id}`,
    definition: `What ${id} is.`,
    opinion: false,
    evals: [],
    ...changes,
  },
});

const judge = { prompt: 'p', model: 'm', labels: 'l' };
const applies = { target: 't', when: [] };
const evals: Mode['evals'] = [
  { ...applies, id: 'open', rung: 'judge', judge, convert: { status: 'open' } },
  { ...applies, id: 'cheap', rung: 'code', assert: [{ type: 'json' }] },
  {
    ...applies,
    id: 'never',
    rung: 'judge',
    judge,
    convert: { status: 'not-convertible', reason: 'r' },
  },
];

describe('the ranked taxonomy', () => {
  const notes = [
    note('a', { modes: ['slot'] }),
    note('a', { by: 'bob', verdict: 'pass' }),
    note('b', { modes: ['slot', 'fees'], at: '2026-11-09T10:00:00Z' }),
    note('c'),
    note('d', { verdict: 'pass', note: '' }),
    note('e', { verdict: 'defer' }),
    { trace: 'f', note: 'odd', modes: [], by: 'alice', at: 'someday' },
    { trace: 'g', note: ' ', modes: [], by: 'alice', at: '2026-11-02T10:00:00Z' },
  ];
  const modes = [mode('fees'), mode('opinion', { opinion: true }), mode('slot', { evals })];
  const taxonomy = rankTaxonomy({ modes }, notes);

  test('traces are counted once each, and who saw one fail is believed', () => {
    const { ranked: _, ...counts } = taxonomy;
    expect(counts).toEqual({
      read: 6,
      passed: 1,
      failed: 3,
      deferred: 1,
      unsorted: 1,
      lastLooked: '2026-11-09T10:00:00Z',
    });
  });

  test('the most frequent mode is first, with its share, its rungs and what could climb down', () => {
    expect(taxonomy.ranked.map((one) => [one.mode, one.seen.count, one.opinion])).toEqual([
      ['slot', 2, false],
      ['fees', 1, false],
      ['opinion', 0, true],
    ]);
    expect(taxonomy.ranked[0]).toMatchObject({
      traces: ['a', 'b'],
      rungs: ['code', 'judge'],
      toClimb: ['slot/open'],
    });
    const { lower, upper } = taxonomy.ranked[0]?.seen ?? {};
    expect([lower, upper]).toEqual([expect.closeTo(0.0968, 4), expect.closeTo(0.7, 4)]);
  });

  test('TAXONOMY.md says all of it', () => {
    expect(taxonomyMarkdown(taxonomy, notes)).toMatchInlineSnapshot(`
      "<!-- Made by \`failmode taxonomy\` from the notes and the modes: edit those. -->

      # Failure modes

      6 traces read: 1 passed, 3 failed, 1 deferred; 1 failure in no mode yet. Last looked: \`2026-11-09\`.

      | # | Failure mode | Seen in (95 % interval) | Checked on |
      | --: | :-- | :-- | :-- |
      | 1 | \`Name of slot\` | 2 of 6 · 33 % (10 %–70 %) | code, judge |
      | 2 | \`Name of fees\` | 1 of 6 · 17 % (3 %–56 %) | no eval yet |
      | 3 | \`Name of opinion\` (opinion: never observed) | 0 of 6 · 0 % (0 %–39 %) | no eval yet |

      ## \`Name of slot\`

      \`What slot is.\`

      Seen in 2 of 6 · 33 % (10 %–70 %). Checked on: code, judge.

      Could climb down: \`slot/open\`.

      - \`a\`: \`about a\`
      - \`b\`: \`about b\`

      ## \`Name of fees\`

      \`What fees is.\`

      Seen in 1 of 6 · 17 % (3 %–56 %). Checked on: no eval yet.

      - \`b\`: \`about b\`

      ## \`Name of opinion\` (opinion: never observed)

      \`What opinion is.\`

      Seen in 0 of 6 · 0 % (0 %–39 %). Checked on: no eval yet.
      "
    `);
  });

  test('the terminal says it shorter, and what is not encoded', () => {
    expect(renderTaxonomy(taxonomy, notes, { width: 100, colour: false })).toMatchInlineSnapshot(`
      "6 traces read: 1 passed, 3 failed, 1 deferred; 1 failure in no mode yet

      Failure mode     Seen in (95 %)             Checked on
      Name of slot     2 of 6 · 33 % (10 %–70 %)  code, judge
      Name of fees     1 of 6 · 17 % (3 %–56 %)   no eval yet
      Name of opinion  0 of 6 · 0 % (0 %–39 %)    no eval yet  opinion: never observed

      Not encoded  fees, opinion
      Climb down   slot/open

      New kinds of failure in the last 6 traces read: 2 (and 1 failure in no mode yet).
      "
    `);
  });
});

test('hostile names, notes and traces stay inert', () => {
  const evil = '</details>|`x`](http://evil) @everyone\n# heading <img src=x> \u001b[31m';
  const taxonomy = rankTaxonomy({ modes: [mode('a', { name: evil, definition: evil })] }, [
    note(evil, { note: evil, modes: ['a'] }),
  ]);
  const notes = [note(evil, { note: evil, modes: ['a'] })];
  const markdown = taxonomyMarkdown(taxonomy, notes);
  expect(markdown.match(/^# /gm)).toHaveLength(1);
  expect(markdown).not.toContain('\u001b');
  // Outside of code spans nothing of it stands.
  const outside = markdown.replace(/(`+) ?[^\n]*?\1(?!`)/g, '');
  for (const piece of ['@everyone', 'http://evil', '<img']) expect(outside).not.toContain(piece);
  expect(renderTaxonomy(taxonomy, notes, { width: 80, colour: false })).not.toContain('\u001b');
});

describe('suggestions', () => {
  const said = (trace: string, text: string, changes: Partial<Note> = {}) =>
    note(trace, { note: text, ...changes });
  const notes = [
    said('a', 'Offered a tour at 3pm though the tool returned only 10am'),
    said('b', 'Quotes a parking fee that is not listed'),
    said('c', 'offers tours at a time the tool never returned'),
    said('d', 'parking fee made up, not in the list'),
    said('e', 'Answers in Spanish to an English question'),
    said('f', 'tour offered, fine', { verdict: 'pass' }),
    said('g', 'no source for the pet policy'),
    said('h', 'pet policy without a source', { modes: ['uncited'] }),
  ];

  test('notes that share words are a group, named by them; alone in its words a note is none', () => {
    const groups = suggestGroups(notes, []);
    expect(groups.map(({ traces }) => traces)).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ]);
    expect(groups[0]?.name).toMatch(/tour/);
    expect(groups[1]?.name).toMatch(/parking|fee/);
  });

  test('a group that reads like a mode is proposed for it', () => {
    const uncited = mode('uncited', { name: 'Uncited policy', definition: 'No source is given.' });
    expect(suggestGroups(notes, [uncited])).toContainEqual({
      name: 'Uncited policy',
      traces: ['g'],
      mode: 'uncited',
    });
  });

  test('notes that say the same are a group, however few their words', () => {
    const euros = ['a', 'b', 'c'].map((id) => said(id, 'says euros'));
    expect(suggestGroups([...euros, said('d', 'Says  euros!')], [])).toEqual([
      { name: 'says euros', traces: ['a', 'b', 'c', 'd'] },
    ]);
    const none = [said('a', '???'), said('b', 'it is not'), said('c', 'It is not.')];
    expect(suggestGroups(none, [])).toEqual([{ name: 'it is not', traces: ['b', 'c'] }]);
  });

  test('one word that other notes share takes none of those that say the same', () => {
    const mixed = [said('a', 'euros'), said('b', 'euros'), said('c', 'euros, late and rude')];
    expect(suggestGroups(mixed, [])).toEqual([{ name: 'euros', traces: ['a', 'b'] }]);
  });

  test.each([[[]], [[said('a', '')]], [[said('a', 'the of and')]]])(
    'of %j there are none',
    (few) => {
      expect(suggestGroups(few, [])).toEqual([]);
    },
  );
});

describe('saturation', () => {
  const read = (count: number, modesOf: (at: number) => string[] = () => ['slot']) =>
    Array.from({ length: count }, (_, at) =>
      note(`t${at}`, { modes: modesOf(at), at: new Date(Date.UTC(2026, 0, 1 + at)).toISOString() }),
    );

  test.each([
    ['after 100 and nothing new', read(100), { read: 100, of: 20, fresh: 0, reached: true }],
    ['not after 99', read(99), { reached: false }],
    [
      'not with a new kind',
      read(100, (at) => (at > 90 ? ['x'] : ['y'])),
      { fresh: 1, reached: false },
    ],
    ['not with failures in no mode', read(100, () => []), { unsorted: 20, reached: false }],
    ['whatever the order of the lines', read(100).toReversed(), { fresh: 0, reached: true }],
    ['at the start all is new', read(3), { read: 3, of: 3, fresh: 1, reached: false }],
  ])('%s', (_, notes, expected) => {
    expect(saturation(notes)).toMatchObject(expected);
  });
});
