import type { CalibratedJudge } from '../domain/calibrated.ts';
import type { Disagreement } from '../domain/judging.ts';
import { minimumRate } from '../decide/judging/standing.ts';
import { intervalLine } from './terminal/interval.ts';
import { aligned, wrapped } from './terminal/layout.ts';
import { type Paint, painter } from './terminal/paint.ts';
import { correctedText, costText, doubt, estimateText } from './words/judges.ts';
import { percent, plural } from './words/numbers.ts';
import { quoted, spoken } from './words/phrase.ts';
import { terminalVoice } from './words/voices.ts';

export type TerminalLook = { width: number; colour: boolean };

const shown = (text: string, max: number): string => spoken(quoted(text, max), terminalVoice);

const doubtful = { advisory: 'Only advises', unmeasured: 'Not measured, and so it blocks' };

const headingOf = ({ name, model, standing }: CalibratedJudge, paint: Paint, width: number) => [
  paint.bold(`${shown(name, 140)} · ${shown(model, 80)}`),
  ...(standing.state === 'calibrated'
    ? [paint.green('Calibrated: it may block.')]
    : wrapped(
        '',
        `${doubtful[standing.state]}: ${spoken(doubt(standing), terminalVoice)}.`,
        width,
      ).map(paint.yellow)),
];

const matrixOf = ({ matrix, agreement }: CalibratedJudge): string[] => {
  if (matrix === undefined || agreement === undefined) return [];
  const { tp, fn, tn, fp, errors } = matrix;
  const drawn = (estimate: typeof agreement.tpr): string[] => [
    estimateText(estimate),
    estimate === undefined ? '' : intervalLine(estimate, minimumRate),
  ];
  const table = aligned([
    ['', 'judge passes', 'judge fails', 'agrees', `50 % to 100 %, ┊ at ${minimumRate * 100} %`],
    ['people pass', `${tp}`, `${fn}`, ...drawn(agreement.tpr)],
    ['people fail', `${fp}`, `${tn}`, ...drawn(agreement.tnr)],
  ]);
  const unanswered = errors === 0 ? [] : [`${plural(errors, 'label')} could not be answered`];
  return [...table, ...unanswered];
};

const factsOf = (judge: CalibratedJudge): string[] => {
  const { labels, agreement, observed } = judge;
  const counts = `${labels.train} train, ${labels.dev} dev, ${labels.test} test`;
  const on = agreement === undefined ? '' : `; measured on ${agreement.on}`;
  const kappa = agreement?.kappa;
  return [
    `Labels: ${counts}${on}`,
    ...(kappa === undefined
      ? []
      : [
          `Kappa ${kappa.value.toFixed(2)} (${kappa.lower.toFixed(2)} to ${kappa.upper.toFixed(2)}): for information, it decides nothing`,
        ]),
    ...(observed === undefined || judge.corrected === undefined
      ? []
      : [
          `On the baseline's outputs it passes ${percent(observed)}; people would pass ${correctedText(judge)}`,
        ]),
    `Took ${costText(judge)}`,
  ];
};

const mostDisagreements = 50;

const disagreementOf = (one: Disagreement, width: number): string[] => [
  shown(one.label, 120),
  ...wrapped(`  person ${one.person}  `, shown(one.personSaid ?? '(no critique)', 600), width),
  ...wrapped(`  judge  ${one.judge}  `, shown(one.judgeSaid || '(no critique)', 600), width),
];

const disagreementsOf = ({ disagreements: all }: CalibratedJudge, paint: Paint, width: number) => {
  if (all.length === 0) return [];
  const left = all.length - mostDisagreements;
  return [
    paint.bold('Where they disagree; read these, one of them is wrong:'),
    ...all.slice(0, mostDisagreements).flatMap((one) => disagreementOf(one, width)),
    ...(left > 0 ? [`and ${left} more`] : []),
  ];
};

const judgeText = (judge: CalibratedJudge, paint: Paint, width: number): string =>
  [
    headingOf(judge, paint, width),
    matrixOf(judge),
    factsOf(judge),
    disagreementsOf(judge, paint, width),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');

/** What `failmode calibrate` says at the terminal. */
export const renderCalibration = (
  judges: readonly CalibratedJudge[],
  { width, colour }: TerminalLook,
): string => `${judges.map((judge) => judgeText(judge, painter(colour), width)).join('\n\n\n')}\n`;
