import type { Note } from '../domain/note.ts';
import type { Ranked, Share, Taxonomy } from '../domain/taxonomy.ts';
import { inlineCode } from '../foreign/markdown.ts';
import { percent, plural } from '../reports/words/numbers.ts';

const examples = 2;

const inPercent = (share: number): string => `${Math.round(share * 100)} %`;

/** `12 of 80 · 15 % (9 %–24 %)`. */
export const shareText = ({ count, of, lower, upper }: Share): string => {
  if (of === 0) return '–';
  const share = percent({ passed: count, graded: of });
  return `${count} of ${of} · ${share} (${inPercent(lower)}–${inPercent(upper)})`;
};

/** The rungs on which a mode is checked. */
export const rungsText = ({ rungs }: Ranked): string =>
  rungs.length === 0 ? 'no eval yet' : rungs.join(', ');

/** `80 traces read: 50 passed, 28 failed, 2 deferred; 3 failures in no mode yet`. */
export const readText = ({ read, passed, failed, deferred, unsorted }: Taxonomy): string => {
  const verdicts = `${passed} passed, ${failed} failed, ${deferred} deferred`;
  const rest = unsorted === 0 ? '' : `; ${plural(unsorted, 'failure')} in no mode yet`;
  return `${plural(read, 'trace')} read: ${verdicts}${rest}`;
};

const opinionText = ({ opinion }: Ranked): string => (opinion ? ' (opinion: never observed)' : '');

const row = (ranked: Ranked, index: number): string => {
  const name = `${inlineCode(ranked.name, 80)}${opinionText(ranked)}`;
  const cells = [String(index + 1), name, shareText(ranked.seen), rungsText(ranked)];
  return `| ${cells.join(' | ')} |`;
};

const table = (ranked: readonly Ranked[]): string =>
  ranked.length === 0
    ? 'No failure mode is named yet: read traces with `failmode look`.'
    : [
        '| # | Failure mode | Seen in (95 % interval) | Checked on |',
        '| --: | :-- | :-- | :-- |',
        ...ranked.map(row),
      ].join('\n');

const exampleLines = ({ mode }: Ranked, notes: readonly Note[]): string[] =>
  notes
    .filter(({ note, modes }) => modes.includes(mode) && note.trim() !== '')
    .slice(0, examples)
    .map(({ trace, note }) => `- ${inlineCode(trace, 80)}: ${inlineCode(note, 300)}`);

const section = (ranked: Ranked, notes: readonly Note[]): string => {
  const climb = ranked.toClimb.map((name) => inlineCode(name, 140)).join(', ');
  const lines = [
    `## ${inlineCode(ranked.name, 120)}${opinionText(ranked)}`,
    inlineCode(ranked.definition, 1000),
    `Seen in ${shareText(ranked.seen)}. Checked on: ${rungsText(ranked)}.`,
    climb === '' ? '' : `Could climb down: ${climb}.`,
    exampleLines(ranked, notes).join('\n'),
  ];
  return lines.filter(Boolean).join('\n\n');
};

const lookedText = ({ lastLooked }: Taxonomy): string =>
  lastLooked === undefined ? '' : ` Last looked: ${inlineCode(lastLooked.slice(0, 10))}.`;

/** TAXONOMY.md; the same for the same notes and modes, so that Git shows only what changed. */
export const taxonomyMarkdown = (taxonomy: Taxonomy, notes: readonly Note[]): string =>
  `${[
    '<!-- Made by `failmode taxonomy` from the notes and the modes: edit those. -->',
    '# Failure modes',
    `${readText(taxonomy)}.${lookedText(taxonomy)}`,
    table(taxonomy.ranked),
    ...taxonomy.ranked.map((ranked) => section(ranked, notes)),
  ].join('\n\n')}\n`;
