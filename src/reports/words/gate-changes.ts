import type { Decision, GateChange } from '../../domain/decision.ts';
import { type Phrase, quoted, say } from './phrase.ts';

/** Changes of the gate that nobody has accepted. */
export const openChanges = ({ gateChanges }: Pick<Decision, 'gateChanges'>): GateChange[] =>
  gateChanges.filter(({ accepted }) => accepted === undefined);

const named = ({ kind, what, change, ...values }: GateChange): Phrase => {
  const { from, to = '' } = values;
  const subject = say`${[kind]} ${quoted(what, 200)} ${[change]}`;
  if (from !== undefined && to !== '') return say`${subject}: ${from} → ${to}`;
  if (to !== '') return say`${subject}: set to ${to}`;
  return from === undefined ? subject : say`${subject}: was ${from}`;
};

const changed = (gateChange: GateChange): Phrase => {
  const { why } = gateChange;
  const told = named(gateChange);
  return why === undefined ? told : say`${told} (${quoted(why, 300)})`;
};

/** `threshold `gate.alpha` changed: `0.05` → `0.5`, accepted by `alice``. */
export const gateChangePhrase = (change: GateChange): Phrase => {
  const { accepted: by } = change;
  return by === undefined
    ? changed(change)
    : say`${changed(change)}, accepted by ${quoted(by, 80)}`;
};
