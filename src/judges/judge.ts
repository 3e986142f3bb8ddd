import type { Verdict } from '../domain/verdict.ts';
import { cut } from '../foreign/cut.ts';
import { openAsking, type Answer, type AskPorts } from './asking.ts';
import type { JudgeModel, JudgeUsage } from './asking.ts';
import { digestOf, missingFrom, plain, structured } from './question.ts';
import type { Asking, JudgeItem } from './question.ts';
import type { ReplyStore } from './replies.ts';
import { readReply, type JudgeReply } from './reply.ts';
import { unaskedVerdict } from './unasked.ts';

export type JudgeSettings = Asking & JudgeModel & { name: string };

export type JudgePorts = AskPorts & {
  replies: ReplyStore;
  /** What was recorded before is asked again only where it is asked anew. */
  recorded?: ReplyStore;
};

export type Judge = {
  readonly name: string;
  /** `fresh`: the model is asked though its answer is known or recorded; the new one is not kept. */
  judge(item: JudgeItem, how?: { fresh: boolean }): Promise<Verdict>;
  /** Whether its answer stands in the recording; false where there is none. */
  isRecorded(item: JudgeItem): boolean;
  readonly usage: Readonly<JudgeUsage>;
};

const longestCritique = 1000;

const verdictOf = ({ critique, verdict }: JudgeReply): Verdict => ({
  verdict,
  critique: cut(critique, longestCritique),
});

const errorOf = (reason: string): Verdict => ({ verdict: 'error', reason });

const verdictOfAnswer = (answer: Answer): Verdict =>
  'error' in answer ? errorOf(answer.error) : verdictOf(answer.reply);

/** A judge: one question, one strict, binary verdict. What it cannot answer is an `error`. */
export const openJudge = (settings: JudgeSettings, ports: JudgePorts): Judge => {
  const { name, model, prompt } = settings;
  const { replies, recorded } = ports;
  const { usage, ask } = openAsking(settings, ports);
  const inFlight = new Map<string, Promise<Answer>>();

  const storedIn = (store: ReplyStore | undefined, item: JudgeItem): JudgeReply | undefined => {
    const text = [structured, plain]
      .map((extra) => store?.get(digestOf(model, settings, item, extra)))
      .find((found) => found !== undefined);
    const reply = text === undefined ? undefined : readReply(text, undefined);
    return reply === undefined || 'wrong' in reply ? undefined : reply;
  };

  const known = (item: JudgeItem): Verdict | undefined => {
    const reply = storedIn(recorded, item) ?? storedIn(replies, item);
    if (reply === undefined) return undefined;
    usage.cached += 1;
    return verdictOf(reply);
  };

  const askAndKeep = async (item: JudgeItem): Promise<Answer> => {
    const answer = await ask(item);
    if ('text' in answer) {
      replies.put(digestOf(model, settings, item, answer.extra), answer.text);
    }
    return answer;
  };

  /** Equal questions that are in flight at once are asked once. */
  const askOnce = async (item: JudgeItem): Promise<Verdict> => {
    const digest = digestOf(model, settings, item, structured);
    const asked = inFlight.get(digest);
    if (asked !== undefined) {
      usage.cached += 1;
      return verdictOfAnswer(await asked);
    }
    const asking = askAndKeep(item).finally(() => inFlight.delete(digest));
    inFlight.set(digest, asking);
    return verdictOfAnswer(await asking);
  };

  return {
    name,
    usage,
    async judge(item, { fresh } = { fresh: false }) {
      const unasked = unaskedVerdict(item);
      if (unasked !== undefined) return unasked;
      const missing = missingFrom(item, settings);
      if (missing !== undefined) {
        return errorOf(`there is no \`${missing}\`, which ${prompt.file} asks for`);
      }
      return fresh ? verdictOfAnswer(await ask(item)) : (known(item) ?? askOnce(item));
    },
    isRecorded: (item) => storedIn(recorded, item) !== undefined,
  };
};
