import type { Report } from '../../domain/report.ts';
import type { Estimate, EvalRow, JudgeRow } from '../../domain/row.ts';
import { dollars, plural } from './numbers.ts';
import type { Standing } from '../../domain/judging.ts';
import { joined, type Phrase, quoted, say, strong } from './phrase.ts';

export type JudgedRow = EvalRow & { judge: JudgeRow };

const isJudged = (row: EvalRow): row is JudgedRow => row.judge !== undefined;

/** Every judge of a run, in the order of its rows. */
export const judgesOf = ({ decision }: Pick<Report, 'decision'>): JudgedRow[] =>
  decision.rows.flatMap(({ evals }) => evals.filter(isJudged));

const whole = (share: number): number => Math.round(share * 100);

/** `94 %`; a dash where it was not measured. */
export const shareText = (share: Estimate | undefined): string =>
  share === undefined ? '–' : `${whole(share.value)} %`;

/** `94 % (83–98)`: a share and its 95 % interval. */
export const estimateText = (share: Estimate | undefined): string =>
  share === undefined
    ? '–'
    : `${whole(share.value)} % (${whole(share.lower)}–${whole(share.upper)})`;

/** The pass rate as people would see it; where the interval misses the estimate, the interval alone. */
export const correctedText = ({ corrected }: JudgeRow): string => {
  if (corrected === undefined) return '–';
  const { rate, lower, upper, clipped } = corrected;
  const interval = `${whole(lower)}–${whole(upper)} %`;
  if (rate < lower || rate > upper) return interval;
  return `${whole(rate)} % (${whole(lower)}–${whole(upper)})${clipped ? ', clipped' : ''}`;
};

export const costText = ({ usage: { calls, usd } }: JudgeRow): string => {
  if (calls === 0) return 'no call';
  const price = usd === undefined ? '' : `, ${dollars(usd)}`;
  return `${plural(calls, 'call')}${price}`;
};

const ageText = (days: number): string => (days < 1 ? 'today' : `${plural(days, 'day')} ago`);

/** When it was measured against people, and on how many labels. */
export const measuredText = ({ agreement }: JudgeRow): string =>
  agreement === undefined
    ? 'never'
    : `${ageText(agreement.ageDays)}, on ${plural(agreement.labels, 'label')} (${agreement.on})`;

type Doubtful = Exclude<Standing, { state: 'calibrated' }>;

/** Why a judge is not trusted, and what to do. */
export const doubt = ({ why, mend, said }: Doubtful): Phrase => {
  const first = said === undefined ? [] : say` (${quoted(said, 200)})`;
  return [why, ...first, `; ${mend}`];
};

/** What that means for a merge. */
export const doubtWord: Record<Doubtful['state'], string> = {
  advisory: 'only advises',
  unmeasured: 'not measured: it blocks',
};

/** How far to trust a row that a judge decided: for the verdict's cell. */
export const judgeNote = ({ judge: { standing, agreement } }: JudgedRow): Phrase =>
  standing.state !== 'calibrated'
    ? doubt(standing)
    : [
        `the judge agrees with people on ${shareText(agreement?.tpr)} of passes and ${shareText(agreement?.tnr)} of fails`,
      ];

const oldest = (rows: readonly JudgedRow[]): number =>
  Math.max(...rows.map(({ judge: { agreement } }) => agreement?.ageDays ?? 0));

/** All judges in one line: how many may block, what they took, how old their measurement is. */
export const judgesPhrase = (report: Pick<Report, 'decision'>): Phrase => {
  const rows = judgesOf(report);
  if (rows.length === 0) return [];
  const calibrated = rows.filter(({ judge }) => judge.standing.state === 'calibrated').length;
  const calls = rows.reduce((sum, { judge }) => sum + judge.usage.calls, 0);
  const prices = rows.flatMap(({ judge }) => judge.usage.usd ?? []);
  const usd = prices.length === 0 ? '' : `, ${dollars(prices.reduce((a, b) => a + b, 0))}`;
  const counts = `${calibrated} of ${rows.length} calibrated`;
  return joined(
    [
      calibrated < rows.length ? strong(counts) : [counts],
      [calls === 0 ? 'no call' : `${plural(calls, 'call')}${usd}`],
      ...(oldest(rows) > 0 ? [[`oldest measured ${ageText(oldest(rows))}`]] : []),
    ],
    ' · ',
  );
};
