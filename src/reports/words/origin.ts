import type { BaselineOrigin } from '../../domain/report.ts';
import { plural } from './numbers.ts';
import { commit, listed, type Phrase, say, strong } from './phrase.ts';

/** The date alone; a time that is none says so, and so is never shown as it is. */
const day = (at: string): Phrase => [/^\d{4}-\d{2}-\d{2}/.exec(at)?.[0] ?? 'unknown date'];

const age = (ageDays: number): string => {
  const days = Math.floor(ageDays);
  return days < 1 ? 'less than a day old' : `${plural(days, 'day')} old`;
};

/** Where the baseline came from: commit, branch, date, age, models. */
export const originPhrase = (origin: BaselineOrigin): Phrase => {
  const from = say`${commit(origin.commit)} on ${origin.branch}, ${day(origin.at)}, ${[age(origin.ageDays)]}`;
  const models = origin.models.length === 0 ? [] : [', ', ...listed(origin.models, 4, 40)];
  return say`${from}${models}`;
};

/** What a reader should know of the baseline before trusting it; one sentence each. */
export const originCautions = (origin: BaselineOrigin): Phrase[] => [
  ...(origin.stale
    ? [[...strong('This baseline is old.'), ' A model may have moved since it was measured.']]
    : []),
  ...(origin.latest === undefined
    ? []
    : [
        say`The latest run on ${origin.branch} (${commit(origin.latest.commit)}, ${day(origin.latest.at)}) regressed: what fails there is already failing, and does not block here.`,
      ]),
];
