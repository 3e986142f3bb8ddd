import type { Acceptance, Refusal } from '../domain/acceptance.ts';
import type { Report } from '../domain/report.ts';
import { codeBlock } from '../foreign/markdown.ts';
import { acceptGate, acceptModes } from './words/accept.ts';
import { headline } from './words/headline.ts';
import { nowhere } from './words/link.ts';
import { plural } from './words/numbers.ts';
import { commit, type Phrase, quoted, say, spoken } from './words/phrase.ts';
import { markdownVoice } from './words/voices.ts';

/** The first line of the one reply to a comment. Everybody without rights shares one: nobody makes the bot chatter. */
export const replyMarker = (to: number | 'no-rights'): string => `<!-- failmode:reply ${to} -->`;

const mostLines = 5;

/** The lines that accept what is still open, to be copied. */
const openLines = (report: Report | undefined): string[] => {
  if (report === undefined) return [];
  const gate = acceptGate(report);
  const lines = [...acceptModes(report), ...(gate === undefined ? [] : [gate])];
  return lines.slice(0, mostLines).map((line) => codeBlock(line, 800));
};

const covered = ({ what }: Acceptance): Phrase => {
  if (what.kind === 'gate') return [plural(what.changes.length, 'change'), ' of the gate'];
  const cases = new Set(Object.values(what.cases).flat()).size;
  return say`failure mode ${quoted(what.mode, 64)} (${[plural(cases, 'newly failing case')]})`;
};

/** What was accepted, by whom, and what is still open. */
export const acceptedReply = (acceptance: Acceptance, report: Report, marker: string): string => {
  const { by, reason, head } = acceptance;
  const said = say`Accepted by ${quoted(by, 80)} at ${commit(head)}: ${covered(acceptance)}. Reason: ${quoted(reason, 600)}`;
  const lines = openLines(report);
  return [
    `${marker}\n${spoken(said, markdownVoice(nowhere))}`,
    `**${headline(report.decision, report.kind)}**`,
    ...(lines.length === 0 ? [] : ['What is left is accepted with, and a reason:', ...lines]),
  ].join('\n\n');
};

const whys: { [Kind in Refusal['kind']]: (refusal: Extract<Refusal, { kind: Kind }>) => Phrase } = {
  malformed: ({ why }) => [why],
  'unknown-mode': ({ mode }) => say`no failure mode of this result has the id ${quoted(mode, 64)}`,
  'not-regressed': ({ mode }) => say`the failure mode ${quoted(mode, 64)} did not regress`,
  'gate-unchanged': () => ['this pull request does not change the gate'],
  'no-rights': () => ['somebody with write access to this repository has to accept it'],
  author: () => ['somebody else with write access than the author has to accept it'],
  'rights-unknown': () => [
    'GitHub did not say whether the author of the comment has write access; comment again',
  ],
  closed: () => ['the pull request is closed'],
  'no-result': () => [
    'there is no result for the newest commit yet; its comment will show the code to accept it with',
  ],
  'stale-code': () => ['the code belongs to another result than the newest'],
  failed: () => ['the run broke off, and its log says why; run it again once that is mended'],
};

/** After these the reader may want to try again. */
const retried: ReadonlySet<Refusal['kind']> = new Set([
  'malformed',
  'unknown-mode',
  'not-regressed',
  'gate-unchanged',
  'stale-code',
]);

/** Why a command was refused, and how what is open is accepted. `report`: the newest result, if there is one. */
export const refusedReply = (
  refusal: Refusal,
  report: Report | undefined,
  marker: string,
): string => {
  const why = (whys[refusal.kind] as (given: Refusal) => Phrase)(refusal);
  const lines = retried.has(refusal.kind) ? openLines(report) : [];
  return [
    `${marker}\nNot accepted: ${spoken(why, markdownVoice(nowhere))}.`,
    ...(lines.length === 0 ? [] : ['What is open is accepted with, and a reason:', ...lines]),
  ].join('\n\n');
};
