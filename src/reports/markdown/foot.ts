import type { DetailLevel, Report } from '../../domain/report.ts';
import { judgesPhrase } from '../words/judges.ts';
import { loopPhrase } from '../words/loop.ts';
import { originCautions, originPhrase } from '../words/origin.ts';
import { commit, type Phrase, say, spoken, strong, type Voice } from '../words/phrase.ts';
import { targetsPhrase, usagePhrase } from '../words/usage.ts';
import { acceptModesHint } from './accept.ts';
import { howDecided } from './rule.ts';

const measured = (report: Report): Phrase => {
  const targets = targetsPhrase(report);
  const ran = targets.length === 0 ? [] : say`: ${targets}`;
  const { commit: sha, head = sha } = report.subject;
  const merged = head === sha ? [] : say` (${commit(head)} merged into its base)`;
  return say`${strong('Measured')} at ${commit(sha)}${merged}${ran}`;
};

const baseline = ({ baseline: origin }: Report): Phrase[] =>
  origin === undefined
    ? [[...strong('Baseline'), ' none yet']]
    : [say`${strong('Baseline')} ${originPhrase(origin)}`, ...originCautions(origin)];

const judges = (report: Report): Phrase[] => {
  const all = judgesPhrase(report);
  return all.length === 0 ? [] : [say`${strong('Judges')} ${all}`];
};

const unseen = (level: DetailLevel): string =>
  level === 'none'
    ? 'Inputs and outputs are not shown here (`details: none`).'
    : level === 'redacted'
      ? 'Personal data with a shape (addresses, phone and card numbers) is masked here.'
      : '';

const loop = (report: Report): Phrase => say`${strong('Loop')} ${loopPhrase(report.loop)}`;

/** Where the definitions are invalid, nothing else was found out. */
const lookedAlone = (report: Report, voice: Voice): string[] => {
  const { daysSinceLooking, overdue } = report.loop;
  const isKnown = daysSinceLooking !== undefined || overdue;
  return isKnown ? ['---', `- ${spoken(loop(report), voice)}`] : [];
};

/** All that stands after the cases: how it was decided, the run, the baseline, the loop. */
export const foot = (report: Report, level: DetailLevel, voice: Voice, bytes: number): string[] => {
  if (report.decision.verdict === 'invalid') return lookedAlone(report, voice);
  const lines = [
    measured(report),
    say`${strong('Run')} ${usagePhrase(report)}`,
    ...judges(report),
    ...baseline(report),
    loop(report),
  ].map((line) => `- ${spoken(line, voice)}`);
  return [
    acceptModesHint(report),
    howDecided(report, bytes),
    report.details.length === 0 ? '' : unseen(level),
    '---',
    lines.join('\n'),
  ];
};
