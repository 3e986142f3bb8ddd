import type { ModeRow } from '../../domain/row.ts';
import { type Phrase, quoted } from './phrase.ts';

/** Stands beside the name of a failure mode that nobody has seen happen, wherever it is shown. */
export const opinionMark = ' (opinion: never observed)';
/** Where there is little room. */
export const shortOpinionMark = ' (opinion)';

type Named = Pick<ModeRow, 'name' | 'opinion'>;

/** A failure mode's name, and whether it is but an opinion. */
export const modeName = ({ name, opinion }: Named, max?: number, mark = opinionMark): Phrase => [
  ...quoted(name, max),
  ...(opinion ? [mark] : []),
];
