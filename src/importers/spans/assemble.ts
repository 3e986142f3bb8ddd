import type { Trace, TraceMessage } from '../../domain/trace.ts';
import type { Draft } from '../draft.ts';
import type { Fields, Tell } from '../importer.ts';
import { first } from '../json.ts';
import { canonical } from '../same.ts';
import { isoOf, msBetween } from '../times.ts';
import { historyOf, said, toldOf } from './conversation.ts';
import type { Span } from './span.ts';

const byStart = (one: Span, other: Span): number =>
  (one.start ?? '').localeCompare(other.start ?? '') || one.id.localeCompare(other.id);

/** How surely a span that stands under no other is the root: its parent may only be missing. */
const rankOf = ({ isWhole, parent }: Span): number =>
  isWhole === true ? 0 : parent === undefined ? 1 : 2;

/** Spans that stand under no other, the surest root first. */
const rootsOf = (spans: readonly Span[]): Span[] => {
  const ids = new Set(spans.map(({ id }) => id));
  return spans
    .filter(({ parent }) => parent === undefined || !ids.has(parent))
    .toSorted((one, other) => rankOf(one) - rankOf(other));
};

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
const metadataOf = (spans: readonly Span[], roots: readonly Span[]): Fields => {
  const models = spans.filter(({ kind }) => kind === 'model');
  const merged = [...roots, ...(models.length > 0 ? models : spans)]
    .toReversed()
    .map((span) => Object.entries(span.metadata ?? {}));
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
  const roots = rootsOf(spans);
  const [root] = roots;
  const models = spans.filter(({ kind }) => kind === 'model');
  const told = toldOf(models, roots) ?? toldOf(root === undefined ? [] : [root]) ?? toldOf(spans);
  const messages = told === undefined ? [] : historyOf(told);
  tellLeftOut(models, messages, tell);
  const start = spans.find((span) => span.start !== undefined)?.start;
  return {
    id,
    messages,
    answer: roots.find(({ answer }) => first(answer) !== undefined)?.answer,
    runs: runsOf(spans),
    documents: documentsOf(spans),
    usage: usageOf(models),
    latency_ms: msBetween(start, root?.end ?? latest(spans)),
    finish_reason:
      told?.finish_reason ??
      models.findLast((span) => span.finish_reason !== undefined)?.finish_reason,
    error: roots.find((span) => span.error !== undefined)?.error,
    at: isoOf(start),
    metadata: metadataOf(spans, roots),
    url: spans.find((span) => span.url !== undefined)?.url,
  };
};
