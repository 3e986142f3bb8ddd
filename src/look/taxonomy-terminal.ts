import type { Note } from '../domain/note.ts';
import type { Ranked, Taxonomy } from '../domain/taxonomy.ts';
import { oneLine } from '../foreign/clean.ts';
import { terminalSafe } from '../foreign/terminal.ts';
import { aligned, wrapped } from '../reports/terminal/layout.ts';
import { painter, type Paint } from '../reports/terminal/paint.ts';
import { plural } from '../reports/words/numbers.ts';
import { saturation } from './saturation.ts';
import { readText, rungsText, shareText } from './taxonomy-markdown.ts';

const shown = (text: string, max: number): string => oneLine(terminalSafe(text), max);

const row = (ranked: Ranked, paint: Paint): string[] => [
  shown(ranked.name, 48),
  shareText(ranked.seen),
  ranked.rungs.length === 0 ? paint.yellow(rungsText(ranked)) : rungsText(ranked),
  ranked.opinion ? paint.dim('opinion: never observed') : '',
];

const table = (ranked: readonly Ranked[], paint: Paint): string[] =>
  ranked.length === 0
    ? []
    : aligned([
        ['Failure mode', 'Seen in (95 %)', 'Checked on', ''].map((head) => paint.bold(head)),
        ...ranked.map((one) => row(one, paint)),
      ]);

const named = (label: string, names: readonly string[], width: number): string[] =>
  names.length === 0 ? [] : wrapped(label, names.map((name) => shown(name, 140)).join(', '), width);

/** What is still to be done: modes without an eval, and evals that could climb down. */
const open = ({ ranked }: Taxonomy, width: number): string[] => [
  ...named(
    'Not encoded  ',
    ranked.filter(({ rungs }) => rungs.length === 0).map(({ mode }) => mode),
    width,
  ),
  ...named(
    'Climb down   ',
    ranked.flatMap(({ toClimb }) => toClimb),
    width,
  ),
];

/** `New kinds of failure in the last 20 traces read: 0. Enough is read for now.` */
export const saturationText = (notes: readonly Note[]): string => {
  const { of, fresh, unsorted, reached } = saturation(notes);
  if (of === 0) return 'No trace is read yet: `failmode look`.';
  const unnamed = unsorted === 0 ? '' : ` (and ${plural(unsorted, 'failure')} in no mode yet)`;
  const end = reached ? ' Enough is read for now.' : '';
  return `New kinds of failure in the last ${plural(of, 'trace')} read: ${fresh}${unnamed}.${end}`;
};

/** The ranked taxonomy at the terminal, and what is not encoded yet. */
export const renderTaxonomy = (
  taxonomy: Taxonomy,
  notes: readonly Note[],
  { width, colour }: { width: number; colour: boolean },
): string => {
  const paint = painter(colour);
  const blocks = [
    [paint.bold(readText(taxonomy))],
    table(taxonomy.ranked, paint),
    open(taxonomy, width),
    wrapped('', saturationText(notes), width),
  ];
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};
