import type { Estimate } from '../domain/row.ts';
import { grouped, plural } from '../reports/words/numbers.ts';
import { shareText } from '../reports/words/judges.ts';
import type { EvalFrequency, Frequency, Last } from './frequency.ts';

/** Decimals by which a rare mode is told from one that never happens. */
const decimalsOf = (value: number): number =>
  value >= 0.1 ? 0 : value >= 0.01 ? 1 : value >= 0.0005 ? 2 : 3;

const number = (share: number, decimals: number): string => (share * 100).toFixed(decimals);

const isInside = ({ value, lower, upper }: Estimate): boolean => lower <= value && value <= upper;

/** `12 % (10–15)`; the interval alone where it misses the estimate. */
export const rateText = (rate: Estimate | undefined): string => {
  if (rate === undefined) return '–';
  const { value, lower, upper } = rate;
  const decimals = decimalsOf(value === 0 ? upper : value);
  const interval = `${number(lower, decimals)}–${number(upper, decimals)}`;
  if (!isInside(rate)) return `${interval} %`;
  const rounded = number(value, value === 0 ? 0 : decimals);
  return `${value > 0 && Number(rounded) === 0 ? '< 0.001' : rounded} % (${interval})`;
};

const points = (change: number, decimals: number): string => {
  const text = number(Math.abs(change), decimals);
  if (Number(text) === 0) return '0';
  return `${change < 0 ? '−' : '+'}${text}`;
};

type Compared = Extract<Last, { change: Estimate }>;

const changeDecimals = ({ change: { lower, upper } }: Compared): number =>
  decimalsOf(Math.max(Math.abs(lower), Math.abs(upper)));

/** `+4.1`: in points of a hundred. */
export const pointsText = (last: Compared): string =>
  points(last.change.value, changeDecimals(last));

/** `+4.1 points (+0.9 to +7.2), beyond luck`. */
export const changeText = (last: Last): string => {
  if ('incomparable' in last) return `not comparable: ${last.incomparable}`;
  const { lower, upper } = last.change;
  const decimals = changeDecimals(last);
  const interval = `${points(lower, decimals)} to ${points(upper, decimals)}`;
  const luck = last.beyondLuck ? 'beyond luck' : 'may be luck';
  return `${pointsText(last)} points (${interval}), ${luck}`;
};

/** The day of an ISO 8601 time. */
export const dayOf = (at: string): string => at.slice(0, 10);

/** `123 of 1,000 traces`: of those that were graded. */
export const countText = ({
  happened,
  applicable,
  errors,
}: Pick<Frequency, 'happened' | 'applicable' | 'errors'>): string =>
  `${grouped(happened)} of ${plural(applicable - errors, 'trace')}`;

const judgeTexts = ({ judge, observed }: EvalFrequency): string[] => {
  if (judge === undefined) return [];
  const { standing, agreement, labels, corrected } = judge;
  if (standing.state !== 'calibrated') return [`advisory: ${standing.why}`];
  if (corrected === undefined) return [];
  const clipped = corrected.clipped ? ' (clipped)' : '';
  return [
    `corrected${clipped} for a judge that agrees with people on ${shareText(agreement?.tpr)} of passes and ${shareText(agreement?.tnr)} of fails (${plural(labels, 'label')}); it saw ${rateText(observed)}`,
  ];
};

const skippedText = ({ traces, applicable, rung }: EvalFrequency): string[] => {
  const count = traces - applicable;
  if (applicable === 0) return [`applies to none of ${plural(traces, 'trace')}`];
  if (count === 0) return [];
  const failed = rung === 'judge' ? ', or code has failed them' : '';
  return [`${grouped(count)} left out: it does not apply${failed}`];
};

const errorText = ({ errors, applicable, rate }: EvalFrequency): string[] => {
  if (errors === 0) return [];
  const count = `${plural(errors, 'trace')} could not be measured`;
  const isPart = rate === undefined && errors < applicable;
  return [isPart ? `${count}, more than \`gate.max_errors\` allows: no rate is told` : count];
};

/** What lies behind the rate of an eval, in own words; foreign ones are not among them. */
export const evalTexts = (one: EvalFrequency): string[] => [
  ...(one.rate === undefined ? [] : [countText(one)]),
  ...skippedText(one),
  ...judgeTexts(one),
  ...errorText(one),
];

/** Where the numbers of a mode that no eval measured come from. */
export const readText = ({ by, read }: Frequency): string =>
  by === 'people'
    ? `read by people: ${countText({ happened: read.count, applicable: read.of, errors: 0 })} they read; no eval measures it`
    : 'no eval measures it, and nobody noted it';

const niceTops = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1] as const;

/** Where the axis of a drawing ends: a round share that holds every interval. */
export const axisTop = (modes: readonly Frequency[]): number => {
  const uppers = modes.flatMap(({ rate, last }) => [rate?.upper ?? 0, last?.rate.upper ?? 0]);
  const highest = Math.max(0, ...uppers);
  return niceTops.find((top) => top >= highest) ?? 1;
};
