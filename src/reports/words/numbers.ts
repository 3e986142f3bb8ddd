import type { EvalRow, Rate } from '../../domain/row.ts';

export const grouped = (count: number): string => count.toLocaleString('en-US');

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** A change with its sign; the minus is the typographic one. */
export const signed = (change: number): string =>
  change > 0 ? `+${grouped(change)}` : change < 0 ? `−${grouped(-change)}` : '0';

/** In whole percent; never 100 % while a case fails, nor 0 % while one passes. */
export const percent = ({ passed, graded }: Rate): string => {
  const rounded = Math.round((passed / graded) * 100);
  if (rounded === 100 && passed < graded) return '> 99 %';
  if (rounded === 0 && passed > 0) return '< 1 %';
  return `${rounded} %`;
};

/** `58/60 · 97 %`; a dash where there is nothing to count. */
export const rateText = (rate: Rate | undefined): string => {
  if (rate === undefined) return '–';
  const counts = `${grouped(rate.passed)}/${grouped(rate.graded)}`;
  return rate.graded === 0 ? counts : `${counts} · ${percent(rate)}`;
};

/** Percentage points from `before` to `after`, in tenths below one; undefined where unseen. */
const points = (before: Rate | undefined, after: Rate | undefined): number | undefined => {
  if (before === undefined || after === undefined) return undefined;
  if (before.graded === 0 || after.graded === 0) return undefined;
  const change = (after.passed / after.graded - before.passed / before.graded) * 100;
  const rounded = Math.abs(change) < 1 ? Math.round(change * 10) / 10 : Math.round(change);
  return rounded === 0 ? undefined : rounded;
};

const flips = (row: EvalRow): string | undefined => {
  const failing = row.newlyFailing.length + row.alreadyFailing.length;
  const fixed = row.newlyFixed.length;
  const counts = [failing && signed(-failing), fixed && signed(fixed)].filter(Boolean).join(' ');
  return counts && `${counts} ${failing + fixed === 1 ? 'case' : 'cases'}`;
};

const incomparable: ReadonlySet<EvalRow['verdict']> = new Set(['not measured', 'not comparable']);

/** `−4 +1 cases, −5 points`: cases whose result flipped each way, then the rate's change. */
export const changeText = (row: EvalRow | undefined): string => {
  if (row?.baseline === undefined || row.head === undefined) return '–';
  if (incomparable.has(row.verdict)) return '–';
  const moved = points(row.baseline, row.head);
  const rate =
    moved === undefined ? '' : `${signed(moved)} ${Math.abs(moved) === 1 ? 'point' : 'points'}`;
  return [flips(row), rate].filter(Boolean).join(', ') || '0';
};

export const dollars = (usd: number): string =>
  usd === 0 ? '$0' : usd < 0.01 ? '< $0.01' : `$${usd.toFixed(2)}`;

export const duration = (seconds: number): string => {
  if (seconds < 1) return '< 1 s';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};
