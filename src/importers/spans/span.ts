import type { Trace, TraceCall, TraceMessage } from '../../domain/trace.ts';
import type { Document } from '../documents.ts';
import type { Fields } from '../importer.ts';

/** A remark that someone else made of a trace: a score, a comment, an annotation. Never a label. */
export type Remark = Fields;

/** What a span of any vendor tells of a trace. */
export type Span = {
  /** Hexadecimal ones in lower case. */
  trace: string;
  id: string;
  /** None at a root. */
  parent?: string | undefined;
  /** The record of the trace itself, which speaks for all of it. */
  isWhole?: boolean;
  /** As its source names the step. */
  name?: string | undefined;
  kind: 'model' | 'tool' | 'retrieval' | 'other';
  /** ISO 8601, to the nanosecond: what it sorts by. */
  start?: string | undefined;
  /** ISO 8601. */
  end?: string | undefined;
  input?: TraceMessage[] | undefined;
  output?: TraceMessage[] | undefined;
  /** Its messages come one a record, as events of a log do. */
  inParts?: boolean;
  /** What it gave back, where no message says it. */
  answer?: unknown;
  run?: TraceCall | undefined;
  documents?: Document[] | undefined;
  usage?: Trace['usage'];
  error?: string | undefined;
  finish_reason?: string | undefined;
  metadata?: Fields | undefined;
  remarks?: Remark[] | undefined;
  url?: string | undefined;
};

/** Ids are hexadecimal in either case, and some tools put 0x before them. */
export const spanId = (id: string): string => id.replace(/^0x/i, '').toLowerCase();

const both = <Item>(one?: Item[], other?: Item[]): Item[] => [...(one ?? []), ...(other ?? [])];

/** Records of one span, an event a message say, taken together. */
export const together = (one: Span, other: Span): Span => ({
  ...other,
  ...Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)),
  trace: one.trace,
  id: one.id,
  kind: one.kind === 'other' ? other.kind : one.kind,
  input: both(one.input, other.input),
  output: both(one.output, other.output),
  usage: { ...other.usage, ...one.usage },
  documents: both(one.documents, other.documents),
  remarks: both(one.remarks, other.remarks),
  metadata: { ...other.metadata, ...one.metadata },
});

const hasMessages = ({ input = [], output = [] }: Span): boolean =>
  input.length + output.length > 0;

/**
 * Two records of one span. Events add to it; their messages count where the span itself has none.
 * Of two exports of a span the later one counts.
 */
export const joinRecords = (before: Span, next: Span): Span => {
  const parts = [before, next].filter(({ inParts }) => inParts === true);
  if (parts.length === 2) return together(before, next);
  if (parts.length === 0) return next;
  const [whole, part] = before.inParts === true ? [next, before] : [before, next];
  return hasMessages(whole)
    ? { ...together(whole, { ...part, input: [], output: [] }), inParts: false }
    : { ...together(whole, part), inParts: true };
};
