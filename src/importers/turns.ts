import type { Draft } from './draft.ts';
import { inTimeOrder } from './times.ts';
import { canonical, isSame } from './same.ts';
import type { Fields } from './importer.ts';

type Turn = Omit<Draft, 'id'>;

/** What one of several turns says of itself: their one word, or all of theirs in order. */
const allOf = (values: readonly unknown[]): unknown =>
  values.every((value) => isSame(value, values[0])) ? values[0] : values;

const metadataOf = (turns: readonly Turn[]): Fields => {
  const keys = new Set(turns.flatMap(({ metadata }) => Object.keys(metadata ?? {})));
  return Object.fromEntries(
    [...keys].map((key) => {
      const values = turns.map(({ metadata }) => metadata?.[key]);
      return [key, allOf(values.filter((value) => value !== undefined))];
    }),
  );
};

const latencyOf = (turns: readonly Turn[]): number | undefined => {
  const known = turns.map(({ latency_ms: ms }) => ms).filter((ms) => ms !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, ms) => sum + ms, 0);
};

const distinct = (turns: readonly Turn[]): Turn[] => [
  ...new Map(turns.map((turn) => [canonical(turn), turn])).values(),
];

/** Turns of one conversation, a row each, as the one row that they are. */
export const joinTurns = (rows: readonly Turn[]): Turn => {
  const turns = inTimeOrder(distinct(rows), ({ at }) => at);
  return {
    ...turns[0],
    messages: turns.flatMap(({ messages }) => messages),
    documents: turns.flatMap(({ documents }) => documents ?? []),
    latency_ms: latencyOf(turns),
    metadata: metadataOf(turns),
  };
};
