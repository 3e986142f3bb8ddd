import type { TraceMessage } from '../../domain/trace.ts';
import type { Tell } from '../importer.ts';
import { said, wordsIn } from './conversation.ts';
import type { Span } from './span.ts';

/** What of a trace is shown; `root`: the span that speaks for it. */
type Shown = { history: readonly TraceMessage[]; root: Span | undefined };

/** Calls of other models, a classifier's say, are in no message of the longest history. */
const tellModels = (spans: readonly Span[], { history }: Shown, tell: Tell): void => {
  const shown = new Set(history.map(said));
  const isLeftOut = ({ kind, output = [] }: Span) =>
    kind === 'model' && output.some((message) => !shown.has(said(message)));
  const count = spans.filter(isLeftOut).length;
  if (count > 0) tell(`what ${count} other model calls answered is not in the longest history`);
};

/** Steps with an input and an output that their source calls no tool, such as a search in a span. */
const tellSteps = (spans: readonly Span[], { history, root }: Shown, tell: Tell): void => {
  const parents = new Set(spans.map(({ parent }) => parent));
  const shown = new Set(wordsIn([root?.answer, history.map(({ content }) => content)]));
  const isLeftOut = (span: Span): boolean =>
    span.kind === 'other' &&
    span !== root &&
    !parents.has(span.id) &&
    (span.input ?? []).length > 0 &&
    (span.output ?? []).some(({ content }) => !wordsIn(content).every((word) => shown.has(word)));
  const names = spans.filter(isLeftOut).map(({ name = '' }) => name);
  for (const name of new Set(names))
    tell(`a step that is no call of a tool is left out: ${JSON.stringify(name)}`);
};

/** Tells what of the spans of a trace is in no message, call or document of it. */
export const tellLeftOut = (spans: readonly Span[], shown: Shown, tell: Tell): void => {
  tellModels(spans, shown, tell);
  tellSteps(spans, shown, tell);
};
