import { utf8Length } from '../foreign/cut.ts';
import { codeBlock, inlineCode } from '../foreign/markdown.ts';
import { fit } from '../reports/fit.ts';
import { grouped, plural } from '../reports/words/numbers.ts';
import { saying } from '../reports/words/source.ts';
import { codeEval } from './code-eval.ts';
import type { Candidate, Candidates, Debt } from './debt.ts';
import { rateText } from './words.ts';

const mostProposals = 3;
const mostWrong = 5;
/** Half an eval must not be pasted: a longer one is not shown at all. */
const mostYamlBytes = 6_000;

/** By the choices of the folds, as the numbers are; the lines to paste may err on others. */
const wrongText = ({ wrong, wrongCount }: Candidate, { source }: Debt): string => {
  const { who, one } = saying[source];
  if (wrongCount === 0) return `In cross-validation it said what ${who} said each time.`;
  const shown = wrong
    .slice(0, mostWrong)
    .map(({ id, label }) => `${inlineCode(id, 60)} (${one} says ${label})`);
  const left = wrongCount - shown.length;
  return `In cross-validation it differed from ${who} on ${shown.join(', ')}${left > 0 ? ` and ${grouped(left)} more` : ''}.`;
};

const paste = (one: Candidate, debt: Debt): string => {
  const lines = codeEval(debt, one);
  return utf8Length(lines) > mostYamlBytes
    ? `The eval is too long for an issue: \`npx failmode climb ${debt.eval}\` prints it.`
    : `In ${inlineCode(debt.place.file, 200)}, in place of the judge eval:\n\n${codeBlock(lines, mostYamlBytes + 200)}`;
};

const readiness = ({ ready }: Candidate, { source }: Debt): string => {
  if (ready) return '';
  return source === 'labels' ? ' (below the minimum: not ready)' : ' (not ready)';
};

const proposal = (one: Candidate, debt: Debt): string =>
  [
    `**${inlineCode(one.family, 60)}**${readiness(one, debt)}`,
    [
      `- Precision: ${rateText(one.precision)}`,
      `- Recall: ${rateText(one.recall)}`,
      `- ${wrongText(one, debt)}`,
    ].join('\n'),
    paste(one, debt),
  ].join('\n\n');

const heading = (proposals: readonly Candidate[]): string =>
  proposals.some(({ ready }) => ready)
    ? '## Ready to convert'
    : '## Code that could take its place';

const measured = ({ source }: Debt): string => {
  const { fail } = saying[source];
  const by =
    source === 'labels'
      ? "Measured against people's labels."
      : 'People labelled too few outputs, so this is measured against what the judge said, whom nobody has checked: label more before code takes its place.';
  return `${by} Precision: of what the code fails, the share that ${fail}. Recall: of what ${fail}, the share that the code fails.`;
};

const readyFirst = (proposals: readonly Candidate[]): Candidate[] =>
  proposals.toSorted((one, other) => Number(other.ready) - Number(one.ready));

const shown = (proposals: readonly Candidate[], debt: Debt, bytes: number): string => {
  const best = readyFirst(proposals).slice(0, mostProposals);
  const { texts } = fit(best, (one) => proposal(one, debt), bytes);
  const left = proposals.length - texts.length;
  const rest = `and ${plural(left, 'more proposal')}: \`npx failmode climb ${debt.eval}\` prints them all.`;
  return [heading(proposals), measured(debt), ...texts, ...(left > 0 ? [rest] : [])].join('\n\n');
};

const searched = (text: string): string => `## Code that could take its place\n\n${text}`;

/** The code that the search found, with what to paste, or why there is none. */
export const candidatesText = (candidates: Candidates, debt: Debt, bytes: number): string => {
  if (candidates.outcome === 'proposals') return shown(candidates.proposals, debt, bytes);
  if (candidates.outcome === 'nothing') {
    return searched(
      `${plural(candidates.tried, 'candidate')} tried, and none agrees with ${saying[debt.source].who} well enough. \`npx failmode climb ${debt.eval}\` shows the search.`,
    );
  }
  const { passes, fails, needed } = candidates;
  return searched(
    `Too few labels to search: people passed ${plural(passes, 'case')} and failed ${grouped(fails)}; ${grouped(needed)} of each are needed.`,
  );
};

/** Whether a reader can convert the eval at once. */
export const isReady = ({ candidates }: Debt): boolean =>
  candidates.outcome === 'proposals' && candidates.proposals.some(({ ready }) => ready);
