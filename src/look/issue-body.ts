import type { Sampled } from '../domain/looking.ts';
import { details, inlineCode } from '../foreign/markdown.ts';
import { bullets } from '../reports/markdown/bullets.ts';
import { plural } from '../reports/words/numbers.ts';
import { factsText, type LookingFacts } from './issue-facts.ts';
import { namedAddress } from './issue-link.ts';

/** A trace of the sample, and where its source shows it. */
export type SampledTrace = Sampled & { url?: string };

export type LookingIssue = {
  /** As `periodOf` names it. */
  period: string;
  when: Date;
  /** When it is opened: later than `when` where the workflow came late. */
  opened: Date;
  zone: string;
  minutes: number;
  turn: string | undefined;
  seed: number;
  sample: readonly SampledTrace[];
  facts: LookingFacts;
  /** Where `looking.ics` is; undefined where it could not be written. */
  calendar: string | undefined;
};

export const lookingMarker = (period: string): string => `<!-- failmode:looking ${period} -->`;

const markerPattern = /^<!-- failmode:looking (\d{4}(?:-W\d\d|-\d\d(?:-\d\d)?)) -->$/;

/** The period whose issue has this body; undefined for any other text. */
export const periodOfBody = (body: string): string | undefined =>
  markerPattern.exec(body.split(/\r?\n/, 1)[0] ?? '')?.[1];

export const lookingTitle = (period: string): string => `Looking session ${period}`;

/** GitHub takes 65 536 characters. */
const sampleBytes = 40_000;

const dateText = (when: Date, zone: string): string => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(when).map(({ type, value }) => [type, value]));
  const day = [parts.get('weekday'), parts.get('day'), parts.get('month'), parts.get('year')];
  return `${day.join(' ')}, ${parts.get('hour')}:${parts.get('minute')} ${zone}`;
};

const headText = ({ when, opened, zone, minutes, turn, calendar }: LookingIssue): string => {
  const due = when < opened ? 'Was due: ' : '';
  const whose = turn === undefined ? '' : ` It is the turn of ${inlineCode(turn, 39)}.`;
  const subscribe = calendar === undefined ? '' : ` ([calendar](<${calendar}>))`;
  return `${due}**${dateText(when, zone)}**, ${plural(minutes, 'minute')}${subscribe}.${whose}`;
};

const startText = ({ period }: LookingIssue): string =>
  `Start in a checkout of this repository:\n\n\`\`\`sh\nnpx failmode look --session ${period}\n\`\`\``;

const countByPick = (sample: readonly Sampled[]): string =>
  [...Map.groupBy(sample, ({ pick }) => pick)]
    .map(([pick, traces]) => `${traces.length} ${pick}`)
    .join(' · ');

const itemOf = ({ trace, pick, why, url }: SampledTrace): string =>
  `${namedAddress(trace, url)} ${pick}${why === undefined ? '' : `: ${inlineCode(why)}`}`;

const sampleText = ({ sample, seed }: LookingIssue): string => {
  if (sample.length === 0) {
    return 'There are no fresh traces. Bring some to where `looking.traces` points, or run what pulls them.';
  }
  const summary = `${plural(sample.length, 'fresh trace')}: ${countByPick(sample)}; seed ${seed}`;
  const items = bullets(sample.map(itemOf), sampleBytes, sample.length);
  return details(summary, items);
};

const checklist = [
  'Read the traces, and stop when the time is up',
  'Note on each what went wrong first, in your own words, or that it passed',
  'Group the notes into failure modes',
  'Commit the notes and `TAXONOMY.md` (`npx failmode taxonomy`)',
  'Write an eval for the most frequent failure mode that has none',
  'Convert a judge to code (`npx failmode climb`)',
]
  .map((item) => `- [ ] ${item}`)
  .join('\n');

/** The issue of a looking session, in Markdown; its first line is the marker. */
export const lookingBody = (issue: LookingIssue): string => `${lookingMarker(issue.period)}
${headText(issue)}

${startText(issue)}

### What has moved

${factsText(issue.facts)}

### The sample

${sampleText(issue)}

### To do

${checklist}
`;
