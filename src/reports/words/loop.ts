import type { LoopHealth } from '../../domain/report.ts';
import { plural } from './numbers.ts';
import { joined, listed, type Phrase, quoted, say, strong } from './phrase.ts';

const mostModes = 3;

const withoutEval = ({ modesWithoutEval }: LoopHealth): Phrase[] => {
  if (modesWithoutEval.length === 0) return [];
  const shown = modesWithoutEval
    .slice(0, mostModes)
    .map(({ name, seen }) => say`${quoted(name, 80)} (seen ${[plural(seen, 'time')]})`);
  const left = modesWithoutEval.length - mostModes;
  const rest = left > 0 ? [` and ${left} more`] : [];
  return [say`failure modes without an eval: ${joined(shown, ', ')}${rest}`];
};

const mostEvals = 3;

const climbing = ({ toClimb }: LoopHealth): Phrase[] => {
  if (toClimb.length === 0) return [];
  const noun = toClimb.every(({ rung }) => rung === 'judge') ? 'judge' : 'eval';
  const names = listed(
    toClimb.map((one) => one.eval),
    mostEvals,
    140,
  );
  return [say`${[plural(toClimb.length, noun)]} waiting to become code: ${names}`];
};

const looked = ({ daysSinceLooking: days, overdue }: LoopHealth): Phrase => {
  if (days === undefined) return strong('nobody has looked at traces yet');
  const last = Math.floor(days) < 1 ? 'today' : `${plural(Math.floor(days), 'day')} ago`;
  return overdue
    ? strong(`the looking session is overdue: the last was ${last}`)
    : [`last looking session ${last}`];
};

/** The loop's health, in one line. */
export const loopPhrase = (loop: LoopHealth): Phrase => {
  const { opinions } = loop;
  return joined(
    [
      looked(loop),
      ...withoutEval(loop),
      ...climbing(loop),
      ...(opinions > 0
        ? [[`${plural(opinions, 'failure mode')} nobody has observed (opinion)`]]
        : []),
    ],
    ' · ',
  );
};
