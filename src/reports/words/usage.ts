import type { Usage } from '../../domain/output.ts';
import type { Report } from '../../domain/report.ts';
import { dollars, duration, plural } from './numbers.ts';
import { joined, listed, type Phrase, quoted, say } from './phrase.ts';

const usageText = ({ calls, inputTokens, outputTokens, usd, seconds }: Usage): string => {
  if (calls === 0) return `no model call, ${duration(seconds)}`;
  const cost = usd === undefined ? 'cost unknown (no price is set)' : dollars(usd);
  return `${plural(calls, 'model call')}, ${plural(inputTokens + outputTokens, 'token')}, ${cost}, ${duration(seconds)}`;
};

/** Cost, tokens and time, beside the baseline's. */
export const usagePhrase = ({ usage }: Report): Phrase => [
  usageText(usage.here),
  ...(usage.baseline === undefined ? [] : [` (baseline: ${usageText(usage.baseline)})`]),
];

const targetPhrase = ({
  target,
  cases,
  ran,
  carried,
  models,
}: Report['targets'][number]): Phrase => {
  const counts =
    carried === 0
      ? plural(cases, 'case')
      : `${plural(cases, 'case')}, ${ran} run here, ${carried} carried over from the baseline`;
  const asked = models.length === 0 ? [] : [' with ', ...listed(models, 3, 40)];
  return say`${quoted(target, 40)} ${[counts]}${asked}`;
};

/** Which targets ran, on how many cases. */
export const targetsPhrase = ({ targets }: Report, most = 4): Phrase => {
  const shown = joined(targets.slice(0, most).map(targetPhrase), ' · ');
  const left = targets.length - most;
  return left > 0 ? [...shown, ` · ${plural(left, 'more target')}`] : shown;
};
