import type { Trace } from '../../domain/trace.ts';
import { isEmpty, traceOf } from '../draft.ts';
import { lost, type Entry, type Fields, type Imported, type Loss, type Tell } from '../importer.ts';
import { assemble } from './assemble.ts';
import { joinRecords, type Span } from './span.ts';

/** Becomes a span, or says why it is none. */
export type ReadSpan = (fields: Fields, tell: Tell) => Span | string;

/** The records of one trace. `spans`: by their id. */
type Group = { records: number; spans: Map<string, Span>; losses: Loss[] };

const newGroup = (): Group => ({ records: 0, spans: new Map(), losses: [] });

const addTo = (group: Group, span: Span, losses: readonly Loss[], isRepeated: boolean): void => {
  group.records += 1;
  if (isRepeated) return;
  const before = group.spans.get(span.id);
  group.spans.set(span.id, before === undefined ? span : joinRecords(before, span));
  group.losses.push(...losses);
};

/** The spans a trace each, and the records that are none. */
const groupSpans = (entries: readonly Entry[], readSpan: ReadSpan, losses: Loss[]) => {
  const groups = new Map<string, Group>();
  const seen = new Set<string>();
  for (const { place, value } of entries) {
    const told: Loss[] = [];
    const span = readSpan(value, (what) => void told.push(lost(place, what, 0)));
    if (typeof span === 'string') {
      losses.push(lost(place, span));
      continue;
    }
    const content = JSON.stringify(value);
    const group = groups.get(span.trace) ?? newGroup();
    addTo(group, span, told, seen.has(content));
    seen.add(content);
    groups.set(span.trace, group);
  }
  return groups;
};

const noContent = 'no message, call or document is in its spans: is the capture of content on?';

/** Reads records that are each a piece of a trace: spans, runs, calls, observations, events. */
export const readSpans = (
  format: string,
  entries: readonly Entry[],
  readSpan: ReadSpan,
): Imported => {
  const losses: Loss[] = [];
  const traces: Trace[] = [];
  let merged = 0;
  for (const [id, group] of groupSpans(entries, readSpan, losses)) {
    const place = `trace ${id}`;
    const tell: Tell = (what) => void group.losses.push(lost(place, what, 0));
    const draft = assemble(id, [...group.spans.values()], tell);
    if (isEmpty(draft)) {
      losses.push(lost(place, noContent, group.records));
      continue;
    }
    traces.push(traceOf(format, draft, tell));
    merged += group.records - 1;
    losses.push(...group.losses);
  }
  return { traces, losses, records: entries.length, merged };
};
