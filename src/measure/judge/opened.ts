import type { Files } from '../../domain/definitions.ts';
import type { Usage } from '../../domain/output.ts';
import { openJudge, type Judge, type JudgePorts } from '../../judges/judge.ts';
import { recordedReplies } from '../../judges/replies.ts';
import type { DefinedJudge } from './defined.ts';
import type { JudgeQuestion } from './question.ts';

const longestQuestionMs = 120_000;

/**
 * Opens a judge. Replies recorded before are read from `files`: a change brings none of its own,
 * since they decide on it.
 */
export const openJudgeOf = async (
  { name }: DefinedJudge,
  question: JudgeQuestion,
  files: Files,
  ports: JudgePorts,
): Promise<Judge> => {
  const { recorded: path } = question.model;
  const bytes = path === undefined ? undefined : await files.read(path);
  const recorded = bytes && recordedReplies(bytes.toString('utf8'));
  const settings = { name, ...question, timeoutMs: longestQuestionMs };
  return openJudge(settings, { ...ports, ...(recorded && { recorded }) });
};

/** What a judge took so far, without the time that others waited meanwhile. */
export const usageOf = ({ usage }: Judge): Usage => ({
  calls: usage.asked,
  inputTokens: usage.inputTokens,
  outputTokens: usage.outputTokens,
  ...(usage.usd !== undefined && { usd: usage.usd }),
  seconds: 0,
});
