import type { Drift } from '../decide/drift.ts';
import type { ModeId } from '../domain/names.ts';
import type { LoopHealth } from '../domain/report.ts';
import type { Rate } from '../domain/row.ts';
import { inlineCode } from '../foreign/markdown.ts';
import { bullets } from '../reports/markdown/bullets.ts';
import { loopPhrase } from '../reports/words/loop.ts';
import { nowhere } from '../reports/words/link.ts';
import { plural, rateText } from '../reports/words/numbers.ts';
import { spoken } from '../reports/words/phrase.ts';
import { markdownVoice } from '../reports/words/voices.ts';

/** How a failure mode did on the base branch: passes of its graded cases. */
export type ModeMove = { mode: ModeId; before: Rate | undefined; now: Rate | undefined };

/** What a person should know before looking. */
export type LookingFacts = {
  /** ISO 8601 of the session before; undefined where this is the first. */
  since: string | undefined;
  /** Failure modes whose rate is another one than at the session before. */
  moved: ModeMove[];
  /** Evals that have slid since their first runs, in steps that no gate sees. */
  drift: readonly Drift[];
  /** Kinds of failure that were new among the last traces read; undefined where too few were read. */
  saturation: { last: number; fresh: number } | undefined;
  loop: LoopHealth;
};

const bytes = 8_000;

const change = (name: string, { before, now }: Pick<ModeMove, 'before' | 'now'>): string =>
  `${inlineCode(name, 140)}: ${rateText(before)} → ${rateText(now)}`;

const ratesText = ({ moved, since }: LookingFacts): string => {
  if (since === undefined) return 'This is the first session.';
  const day = since.slice(0, 10);
  return moved.length === 0
    ? `No failure mode's rate has moved since ${day}.`
    : `What passes on the base branch, on ${day} and now:\n\n${bullets(
        moved.map((one) => change(one.mode, one)),
        bytes,
      )}`;
};

const driftText = ({ drift }: LookingFacts): string | undefined => {
  if (drift.length === 0) return undefined;
  const items = drift.map((one) => `${change(one.eval, one)} since ${one.since.slice(0, 10)}`);
  return `**Drift**, in steps too small for any one gate: passes of the first five runs on the base branch, and of the last five:\n\n${bullets(items, bytes)}`;
};

const saturationText = ({ saturation }: LookingFacts): string | undefined => {
  if (saturation === undefined) return undefined;
  const { last, fresh } = saturation;
  const more = fresh === 0 ? '; reading more of the same will show little' : '';
  return `New kinds of failure in the last ${plural(last, 'trace')}: ${fresh}${more}.`;
};

const loopText = ({ loop }: LookingFacts): string => {
  const line = spoken(loopPhrase(loop), markdownVoice(nowhere));
  return `The loop: ${line}.`;
};

/** The paragraphs that say what has moved. */
export const factsText = (facts: LookingFacts): string =>
  [ratesText(facts), driftText(facts), saturationText(facts), loopText(facts)]
    .filter((text) => text !== undefined)
    .join('\n\n');
