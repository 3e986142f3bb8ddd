import type { Trace, TraceMessage } from '../../domain/trace.ts';
import type { Draft } from '../draft.ts';
import type { Fields, Tell } from '../importer.ts';
import { canonical } from '../same.ts';
import { msBetween } from '../times.ts';
import type { Span } from './span.ts';

const historyOf = (span: Span): TraceMessage[] => [...(span.input ?? []), ...(span.output ?? [])];

const byStart = (one: Span, other: Span): number =>
  (one.start ?? '').localeCompare(other.start ?? '') || one.id.localeCompare(other.id);

/** The last of the longest histories: the last call of a model carries all earlier turns. */
const longest = (spans: readonly Span[]): Span | undefined => {
  let found: Span | undefined;
  for (const span of spans) {
    const length = historyOf(span).length;
    if (length > 0 && length >= (found === undefined ? 0 : historyOf(found).length)) found = span;
  }
  return found;
};

const rootOf = (spans: readonly Span[]): Span | undefined => {
  const ids = new Set(spans.map(({ id }) => id));
  const isRoot = ({ parent }: Span) => parent === undefined || !ids.has(parent);
  return spans.find(({ parent }) => parent === undefined) ?? spans.find(isRoot);
};

const said = ({ role, content, tool_calls }: TraceMessage): string =>
  canonical([role, content, tool_calls?.map(({ name }) => name)]);

/** Calls of other models, a classifier's say, are in no message of the longest history. */
const tellLeftOut = (
  models: readonly Span[],
  history: readonly TraceMessage[],
  tell: Tell,
): void => {
  const shown = new Set(history.map(said));
  const isLeftOut = ({ output }: Span) =>
    (output ?? []).some((message) => !shown.has(said(message)));
  const count = models.filter(isLeftOut).length;
  if (count > 0) tell(`what ${count} other model calls answered is not in the longest history`);
};

const keysOfUsage = ['input_tokens', 'output_tokens'] as const;

const usageOf = (models: readonly Span[]): Trace['usage'] => {
  const sums = keysOfUsage.map((key) => {
    const counts = models.map(({ usage }) => usage?.[key]).filter((count) => count !== undefined);
    return [key, counts.reduce((sum, count) => sum + count, 0), counts.length] as const;
  });
  return Object.fromEntries(sums.filter(([, , known]) => known > 0));
};

const latest = (spans: readonly Span[]): string | undefined =>
  spans.map(({ end }) => end ?? '').reduce((one, other) => (one > other ? one : other), '') ||
  undefined;

/** What is said of the whole: the root's word counts most, then the earliest span's. */
const metadataOf = (spans: readonly Span[], root: Span | undefined): Fields => {
  const models = spans.filter(({ kind }) => kind === 'model');
  const merged = [root, ...(models.length > 0 ? models : spans)]
    .toReversed()
    .map((span) => Object.entries(span?.metadata ?? {}));
  const remarks = spans.flatMap((span) => span.remarks ?? []);
  return Object.fromEntries([
    ...merged.flat(),
    ...(remarks.length > 0 ? [['remarks', remarks]] : []),
  ]);
};

const runsOf = (spans: readonly Span[]) => spans.flatMap(({ run }) => run ?? []);

const documentsOf = (spans: readonly Span[]) => {
  const all = spans.flatMap(({ documents }) => documents ?? []);
  return [...new Map(all.map((document) => [canonical(document), document])).values()];
};

/** One trace of its spans: the longest history, with what tools and retrievers gave joined to it. */
export const assemble = (id: string, unordered: readonly Span[], tell: Tell): Draft => {
  const spans = unordered.toSorted(byStart);
  const root = rootOf(spans);
  const models = spans.filter(({ kind }) => kind === 'model');
  const told = longest(models) ?? longest(root === undefined ? [] : [root]) ?? longest(spans);
  const messages = told === undefined ? [] : historyOf(told);
  tellLeftOut(models, messages, tell);
  const start = spans.find((span) => span.start !== undefined)?.start;
  return {
    id,
    messages,
    answer: root?.answer,
    runs: runsOf(spans),
    documents: documentsOf(spans),
    usage: usageOf(models),
    latency_ms: msBetween(start, root?.end ?? latest(spans)),
    finish_reason: models.findLast((span) => span.finish_reason !== undefined)?.finish_reason,
    error: root?.error,
    at: start,
    metadata: metadataOf(spans, root),
    url: spans.find((span) => span.url !== undefined)?.url,
  };
};
