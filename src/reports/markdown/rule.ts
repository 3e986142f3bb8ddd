import type { Report } from '../../domain/report.ts';
import { details, inlineCode } from '../../foreign/markdown.ts';
import { isUnproven } from '../words/detectable.ts';
import { plural } from '../words/numbers.ts';
import { untold } from '../words/reasons.ts';
import { bullets } from './bullets.ts';

/** Of the whole document. */
const reasonsShare = 0.07;

const weak =
  'the first runs alone were compared: weak, and not proof against a provider that changed.';

const criteria =
  'A failure mode has regressed when a deterministic case newly fails, when a re-run case fails here and passes on the base beyond luck, or when its changed cases together do worse here beyond luck;';

const firstRunCriteria =
  'A failure mode has regressed when a deterministic case newly fails, or when its cases together do worse here beyond luck;';

const luck =
  '"beyond luck" is set so that at most 1 in 20 pull requests that change nothing is blocked, all failure modes together. (1 in 20 is the default of `alpha`; the base branch may set another.)';

/** What was compared, and by what measure: never more than was done. */
const rule = (report: Report): string => {
  const { reruns, decision } = report;
  const once = decision.rows.flatMap((row) => row.evals).some(isUnproven);
  if (reruns !== undefined) {
    const most = plural(reruns.perSide, 'time');
    const again = `Cases whose result differs from the baseline were run again, up to ${most} on this branch and ${most} on its base, and only those new runs count.`;
    const rest = once ? [`Where a case could not be run again, ${weak}`] : [];
    return [again, ...rest, criteria, luck].join(' ');
  }
  return once
    ? `Nothing could be run again, so ${weak} ${firstRunCriteria} ${luck}`
    : `No case had to be run again. ${criteria} ${luck}`;
};

/** For those who ask how the gate came to its verdict. */
export const howDecided = (report: Report, bytes: number): string => {
  const { decision, baseline, reruns } = report;
  const told = decision.verdict === 'regressed' || decision.verdict === 'undecided';
  if (baseline === undefined || !(told || reruns !== undefined)) return '';
  const reasons =
    untold(decision).length > 0 || decision.verdict === 'pass' ? [] : decision.reasons;
  const list = bullets(
    reasons.map((reason) => inlineCode(reason, 300)),
    bytes * reasonsShare,
  );
  return details('How the gate decides', [list, rule(report)].filter(Boolean).join('\n\n'));
};
