import type { Climbed } from '../climb.ts';
import type { Measured, Proposal } from '../climb/proposal.ts';
import type { TerminalLook } from './calibration.ts';
import { wrapped } from './terminal/layout.ts';
import { type Paint, painter } from './terminal/paint.ts';
import { listed, quoted, spoken } from './words/phrase.ts';
import { terminalVoice } from './words/voices.ts';
import { plural } from './words/numbers.ts';

const shown = (text: string, max: number): string => spoken(quoted(text, max), terminalVoice);

const rateText = ({ count, of, lower, upper }: Measured['precision']): string =>
  of === 0
    ? 'none'
    : `${Math.round((count / of) * 100)} % (${Math.round(lower * 100)}–${Math.round(upper * 100)})`;

const numbersOf = ({ precision, recall }: Measured): string =>
  `of what it fails, people fail ${rateText(precision)}; of what people fail, it fails ${rateText(recall)}`;

const wrongOf = ({ wrong, wrongCount }: Proposal): string => {
  if (wrongCount === 0) return 'no label is told wrongly';
  const ids = wrong.map(({ id, label }) => `${id} (${label})`);
  const rest = wrongCount - wrong.length;
  return `wrong on ${spoken(listed(ids, ids.length, 120), terminalVoice)}${rest > 0 ? ` and ${rest} more` : ''}`;
};

/** What is quoted loses its leading spaces, which YAML lives by. */
const indentOf = (line: string): string => /^ */.exec(line)?.[0] ?? '';

const proposalText = (
  proposal: Proposal,
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
    ...[numbersOf(proposal), wrongOf(proposal), ...there].flatMap((text) =>
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
    const best = search.best === undefined ? '' : ` What came nearest: ${numbersOf(search.best)}.`;
    const what = `Nothing holds: of ${search.tried} candidates over ${search.examples} ${source}, none tells passes from fails beyond luck.${best}`;
    return wrapped('', what, width);
  }
  const said = `Measured on ${search.examples} ${source} that each candidate had not seen (cross-validation):`;
  return [
    ...wrapped('', said, width),
    ...search.proposals.flatMap((one, index) => [
      '',
      ...proposalText(one, onBaseline[index], paint, width),
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
