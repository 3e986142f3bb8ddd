import type { Target } from '../domain/config.ts';
import { outputSchema, type Produced } from '../domain/output.ts';
import { cut } from '../foreign/cut.ts';
import type { Production } from './target.ts';

/** Foreign words in a reason are cut to so many characters. */
export const longestQuote = 300;

export const quote = (text: string): string => cut(text, longestQuote);

export const failed = (reason: string): Produced => ({ kind: 'failed', reason });
export const errored = (reason: string): Produced => ({ kind: 'error', reason });

/**
 * A target that is not deterministic is taken to make one model call a run: what its program does
 * cannot be seen.
 */
export const callsOfProgram = (target: Target): number => (target.deterministic ? 0 : 1);

/** A run with the tokens that its output reports. */
export const production = (produced: Produced, calls: number): Production => {
  const usage = produced.kind === 'output' ? produced.output.usage : undefined;
  return {
    produced,
    inputTokens: usage?.input_tokens ?? 0,
    outputTokens: usage?.output_tokens ?? 0,
    calls,
  };
};

const describeIssue = ({ path, message }: { path: PropertyKey[]; message: string }): string =>
  quote(path.length === 0 ? message : `${path.join('.')}: ${message}`);

const errorOf = (answer: object): string =>
  'error' in answer && typeof answer.error === 'string' ? answer.error : '';

/** What a target's answer means: a bare string is an output; an `error` has failed the case. */
export const producedFrom = (answer: unknown): Produced => {
  if (typeof answer === 'string') return { kind: 'output', output: { output: answer } };
  if (typeof answer !== 'object' || answer === null) {
    return failed(`the answer is ${answer === undefined ? 'nothing' : JSON.stringify(answer)}`);
  }
  const error = errorOf(answer);
  if (error !== '') return failed(`it answered an error: ${quote(error)}`);
  const parsed = outputSchema.safeParse(answer);
  if (parsed.success) return { kind: 'output', output: parsed.data };
  const issue = parsed.error.issues[0] ?? { path: [], message: 'unknown' };
  return failed(`the answer is no output: ${describeIssue(issue)}`);
};
