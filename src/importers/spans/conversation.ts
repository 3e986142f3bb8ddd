import type { TraceMessage } from '../../domain/trace.ts';
import { first, isFields, parsed, unquoted } from '../json.ts';
import { canonical, isSame, isStart } from '../same.ts';
import type { Span } from './span.ts';

export const historyOf = (span: Span): TraceMessage[] => [
  ...(span.input ?? []),
  ...(span.output ?? []),
];

/** What a message says, whatever else its vendor puts into it. */
export const said = ({ role, content, tool_calls }: TraceMessage): string =>
  canonical([role, content, tool_calls?.map(({ name }) => name)]);

const isStartOf = (start: readonly TraceMessage[], whole: readonly TraceMessage[]): boolean =>
  start.length > 0 && isStart(start, whole, said);

const isAskedTheSame = ({ input = [] }: Span, other: Span): boolean =>
  isStartOf(input, other.input ?? []);

/** The longest history; of equally long ones the first, unless a later one was asked the same. */
const longest = (spans: readonly Span[]): Span | undefined => {
  let found: Span | undefined;
  for (const span of spans) {
    const more = historyOf(span).length - (found === undefined ? 0 : historyOf(found).length);
    if (more > 0 || (more === 0 && found !== undefined && isAskedTheSame(found, span)))
      found = span;
  }
  return found;
};

/** A text or structure, and whatever stands in it, as JSON each. */
export const wordsIn = (raw: unknown): string[] => {
  const value = parsed(raw);
  const inner = typeof value === 'object' && value !== null ? Object.values(value) : [];
  const own = typeof value === 'string' ? String(unquoted(value)).trim() : value;
  const isNothing = own === undefined || own === null || own === '';
  return [...(isNothing ? [] : [canonical(own)]), ...inner.flatMap(wordsIn)];
};

const answerIn = ({ output = [] }: Span): unknown =>
  output.findLast(({ role, content }) => role === 'assistant' && content !== '')?.content;

/** Calls whose answer is what the application answered in the end. */
const answering = (models: readonly Span[], roots: readonly Span[]): Span[] => {
  const frames = roots.filter(({ kind }) => kind !== 'model');
  const answers = new Set(frames.flatMap((root) => wordsIn([root.answer, answerIn(root)])));
  return models.filter((model) =>
    wordsIn(answerIn(model))
      .slice(0, 1)
      .some((one) => answers.has(one)),
  );
};

const isFrameOf = (spans: readonly Span[], { id, kind, isWhole, parent }: Span): boolean =>
  isWhole === true ||
  (kind !== 'model' && parent === undefined && spans.some((span) => span.parent === id));

/** What the application answered, where none of its models said that. */
export const ownAnswer = (
  models: readonly Span[],
  roots: readonly Span[],
  spans: readonly Span[],
): unknown => {
  if (!models.some(answerIn) || answering(models, roots).length > 0) return undefined;
  const frames = roots.filter((root) => isFrameOf(spans, root));
  const own = frames.find((frame) => first(answerIn(frame), frame.answer) !== undefined);
  if (own === undefined) return undefined;
  const text = answerIn(own);
  const isStructure = isFields(own.answer) && isSame(parsed(text), own.answer);
  return isStructure ? own.answer : first(text, own.answer);
};

/** Calls that carry an earlier call's conversation on. */
const carryingOn = (models: readonly Span[]): Span[] =>
  models.filter((model, at) => {
    const history = historyOf(model);
    return models.slice(0, at).some((earlier) => {
      const before = historyOf(earlier);
      return before.length < history.length && isStartOf(before, history);
    });
  });

/**
 * The call whose history is the conversation, of calls in order of time: titles, guardrails and
 * judges are calls as well. The last call of a conversation carries all its earlier turns.
 */
export const toldOf = (models: readonly Span[], roots: readonly Span[] = []): Span | undefined =>
  longest(answering(models, roots)) ?? longest(carryingOn(models)) ?? longest(models);
