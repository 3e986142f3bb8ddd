import type { Climbed } from '../climb.ts';
import type { Measured, Proposal } from '../climb/proposal.ts';
import type { TerminalLook } from './calibration.ts';
import { wrapped } from './terminal/layout.ts';
import { type Paint, painter } from './terminal/paint.ts';
import { listed, quoted, spoken } from './words/phrase.ts';
import { terminalVoice } from './words/voices.ts';
import { plural } from './words/numbers.ts';
import { saying } from './words/source.ts';

const shown = (text: string, max: number): string => spoken(quoted(text, max), terminalVoice);

const rateText = ({ count, of, lower, upper }: Measured['precision']): string =>
  of === 0
    ? 'none'
    : `${Math.round((count / of) * 100)} % (${Math.round(lower * 100)}–${Math.round(upper * 100)})`;

const numbersOf = ({ precision, recall }: Measured, source: Climbed['source']): string => {
  const { fail } = saying[source];
  return `of what it fails, ${fail} ${rateText(precision)}; of what ${fail}, it fails ${rateText(recall)}`;
};

/** By the choices of the folds, as the numbers are; the lines to paste may err on others. */
const wrongOf = ({ wrong, wrongCount }: Proposal, source: Climbed['source']): string => {
  const { who } = saying[source];
  if (wrongCount === 0) return `in cross-validation it said what ${who} said each time`;
  const ids = wrong.map(({ id, label }) => `${id} (${label})`);
  const rest = wrongCount - wrong.length;
  return `in cross-validation it differed from ${who} on ${spoken(listed(ids, ids.length, 120), terminalVoice)}${rest > 0 ? ` and ${rest} more` : ''}`;
};

/** What is quoted loses its leading spaces, which YAML lives by. */
const indentOf = (line: string): string => /^ */.exec(line)?.[0] ?? '';

const proposalText = (
  proposal: Proposal,
  source: Climbed['source'],
  onBaseline: Climbed['onBaseline'][number] | undefined,
  paint: Paint,
  width: number,
): string[] => {
  const title = `${proposal.family}${proposal.ready ? ': ready to convert' : ''}`;
  const there =
    onBaseline === undefined || onBaseline.of === 0
      ? []
      : [
          `says what the eval said on ${onBaseline.agrees} of ${plural(onBaseline.of, 'output')} of the baseline`,
        ];
  return [
    proposal.ready ? paint.green(paint.bold(title)) : paint.bold(title),
    ...[numbersOf(proposal, source), wrongOf(proposal, source), ...there].flatMap((text) =>
      wrapped('  ', text, width),
    ),
    '',
    ...proposal.yaml
      .trimEnd()
      .split('\n')
      .map((line) => `    ${indentOf(line)}${shown(line, 2000)}`),
  ];
};

const outcomeOf = ({ search, source, onBaseline }: Climbed, paint: Paint, width: number) => {
  if (search.outcome === 'too few') {
    const { passes, fails, needed } = search;
    const what = `Too few labels to search: ${passes} passes and ${fails} fails, and it takes ${needed} of each. Label more, then search again.`;
    return wrapped('', what, width);
  }
  if (search.outcome === 'nothing') {
    const best =
      search.best === undefined ? '' : ` What came nearest: ${numbersOf(search.best, source)}.`;
    const what = `Nothing holds: of ${search.tried} candidates over ${search.examples} ${source}, none tells passes from fails beyond luck.${best}`;
    return wrapped('', what, width);
  }
  const said = `Measured on ${search.examples} ${source} that each candidate had not seen (cross-validation):`;
  const nobody =
    'People labelled too few outputs, so these are the verdicts of the judge, whom nobody has checked: label more before code takes its place.';
  return [
    ...(source === 'labels' ? [] : wrapped('', nobody, width)),
    ...wrapped('', said, width),
    ...search.proposals.flatMap((one, index) => [
      '',
      ...proposalText(one, source, onBaseline[index], paint, width),
    ]),
  ];
};

/** What `failmode climb` says at the terminal. */
export const renderClimbed = (all: readonly Climbed[], { width, colour }: TerminalLook): string => {
  const paint = painter(colour);
  const texts = all.map((one) =>
    [paint.bold(`${shown(one.name, 140)} · ${one.rung}`), '', ...outcomeOf(one, paint, width)].join(
      '\n',
    ),
  );
  return `${texts.join('\n\n\n')}\n`;
};
