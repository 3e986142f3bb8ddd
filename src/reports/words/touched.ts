import type { Move, Touch, TouchedTarget } from '../../domain/touched.ts';
import { plural } from './numbers.ts';
import { joined, type Phrase, quoted, say } from './phrase.ts';

type Kind = Touch['kind'];

/** In the order in which a reader asks. */
const kinds: readonly Kind[] = [
  'prompts',
  'models',
  'retrieval',
  'index',
  'code',
  'recordings',
  'evals',
];

const nouns: Record<Kind, { one: string; setting: string; file: string }> = {
  prompts: { one: 'prompt', setting: 'prompt setting', file: 'prompt' },
  models: { one: 'model settings', setting: 'model setting', file: 'model file' },
  retrieval: { one: 'index', setting: 'index', file: 'index file' },
  index: { one: 'index outside Git', setting: 'index outside Git', file: 'index' },
  code: { one: 'code', setting: 'target setting', file: 'code file' },
  recordings: { one: 'recordings', setting: 'recordings', file: 'recording' },
  evals: { one: 'evals', setting: 'eval setting', file: 'eval file' },
};

const mostMoves = 3;
const mostTargets = 5;

const valuesOf = ({ from, to }: Move): Phrase => {
  if (from === undefined) return to === undefined ? ['changed'] : say`set to ${quoted(to, 80)}`;
  return to === undefined
    ? say`${quoted(from, 80)} removed`
    : say`${quoted(from, 80)} → ${quoted(to, 80)}`;
};

/** Enough of a fingerprint to tell two apart. */
const shortened = ({ setting, from, to }: Move): Move => ({
  setting,
  from: from?.slice(0, 12),
  to: to?.slice(0, 12),
});

/** `model` itself needs no name of a setting; neither does the fingerprint of an index outside Git. */
const moveOf = (kind: Kind, move: Move): Phrase => {
  if (kind === 'models' && /(?:^|\.)model$/.test(move.setting))
    return ['model ', ...valuesOf(move)];
  if (kind === 'index') return ['index outside Git ', ...valuesOf(shortened(move))];
  return [nouns[kind].setting, ' ', ...quoted(move.setting, 60), ' ', ...valuesOf(move)];
};

const touchPhrases = ({ kind, path, change, moves }: Touch): Phrase[] => {
  if (moves.length > 0 && kind !== 'prompts') {
    const shown = moves.slice(0, mostMoves).map((move) => moveOf(kind, move));
    const left = moves.length - mostMoves;
    return left > 0 ? [...shown, [plural(left, 'more setting')]] : shown;
  }
  const noun = [nouns[kind].one, ' ', ...quoted(path, 200)];
  return [change === 'changed' ? noun : [...noun, ` (${change})`]];
};

const kindPhrases = (kind: Kind, touches: readonly Touch[], most: number): Phrase[] => {
  const ofKind = touches.filter((touch) => touch.kind === kind);
  const left = ofKind.length - most;
  const shown = ofKind.slice(0, most).flatMap(touchPhrases);
  const file = `${most > 0 ? 'more ' : ''}${nouns[kind].file}`;
  return left > 0 ? [...shown, [plural(left, file)]] : shown;
};

const touchesPhrase = (touches: readonly Touch[], most: number): Phrase =>
  joined(
    kinds.flatMap((kind) => kindPhrases(kind, touches, most)),
    ' · ',
  );

/**
 * What was touched, as one line; one a target where the targets' touches differ. `most` of each
 * kind are named, the others counted.
 */
export const touchedLines = (touched: readonly TouchedTarget[], most = 3): Phrase[] => {
  const some = touched.filter(({ touches }) => touches.length > 0);
  const [first] = some;
  if (first === undefined) return [];
  const same = some.every(
    ({ touches }) => JSON.stringify(touches) === JSON.stringify(first.touches),
  );
  if (same) return [touchesPhrase(first.touches, most)];
  const lines = some
    .slice(0, mostTargets)
    .map(({ target, touches }) => say`${quoted(target, 40)}: ${touchesPhrase(touches, most)}`);
  const left = some.length - mostTargets;
  return left > 0 ? [...lines, [plural(left, 'more target')]] : lines;
};
