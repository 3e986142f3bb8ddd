import type { Trace } from '../../domain/trace.ts';
import { asOutput, type Draft } from '../draft.ts';
import type { Fields, Tell } from '../importer.ts';
import { first, listOf } from '../json.ts';
import { canonical } from '../same.ts';
import { isoOf, msBetween } from '../times.ts';
import { historyOf, ownAnswer, toldOf } from './conversation.ts';
import { errorsOf, runsOf } from './errors.ts';
import { tellLeftOut } from './left-out.ts';
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
const metadataOf = (
  spans: readonly Span[],
  roots: readonly Span[],
  errors: readonly string[],
): Fields => {
  const models = spans.filter(({ kind }) => kind === 'model');
  const merged = [...roots, ...(models.length > 0 ? models : spans)]
    .toReversed()
    .map((span) => Object.entries(span.metadata ?? {}));
  const metadata: Fields = Object.fromEntries(merged.flat());
  const remarks = spans.flatMap((span) => span.remarks ?? []);
  for (const [key, more] of Object.entries({ remarks, errors }))
    if (more.length > 0) metadata[key] = [...listOf(metadata[key]), ...more];
  return metadata;
};

const documentsOf = (spans: readonly Span[]) => {
  const all = spans.flatMap(({ documents }) => documents ?? []);
  return [...new Map(all.map((document) => [canonical(document), document])).values()];
};

/** What the root gave back, or else a step beside it; what a model did stands in its messages. */
const answerOf = (roots: readonly Span[]): unknown => {
  const steps = roots.filter((span, at) => at === 0 || span.kind !== 'model');
  return first(...steps.map(({ answer }) => answer));
};

/** One trace of its spans: the longest history, with what tools and retrievers gave joined to it. */
export const assemble = (id: string, unordered: readonly Span[], tell: Tell): Draft => {
  const spans = unordered.toSorted(byStart);
  const roots = rootsOf(spans);
  const [root] = roots;
  const models = spans.filter(({ kind }) => kind === 'model');
  const told = toldOf(models, roots) ?? toldOf(root === undefined ? [] : [root]) ?? toldOf(spans);
  const messages = told === undefined ? [] : historyOf(told);
  const output = asOutput(ownAnswer(models, roots, spans));
  if (output !== undefined) tell('the application answered otherwise than its model: that counts');
  const { error, inner } = errorsOf(spans, roots, tell);
  tellLeftOut(spans, { history: messages, root }, tell);
  const start = spans.find((span) => span.start !== undefined)?.start;
  return {
    id,
    messages,
    output,
    answer: answerOf(roots),
    runs: runsOf(spans),
    documents: documentsOf(spans),
    usage: usageOf(models),
    latency_ms: msBetween(start, root?.end ?? latest(spans)),
    finish_reason:
      told?.finish_reason ??
      models.findLast((span) => span.finish_reason !== undefined)?.finish_reason,
    error,
    at: isoOf(start),
    metadata: metadataOf(spans, roots, inner),
    url: spans.find((span) => span.url !== undefined)?.url,
  };
};
