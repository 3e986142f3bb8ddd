import type { Trace, TraceMessage } from '../domain/trace.ts';
import { isSame } from './same.ts';
import { storedIn, type Shelf } from './shelf.ts';

/** Instructions are the same in many conversations: what is said first tells them apart. */
const opening = ({ messages }: Trace): TraceMessage | undefined =>
  messages.find(({ role }) => role !== 'system');

/** An id drawn by chance meets no other conversation: what came is more of the same trace. */
const isDrawn = /[0-9a-f]{12}/i;

const isOther = (stored: Trace, trace: Trace): boolean => {
  if (isDrawn.test(trace.id)) return false;
  const [one, another] = [opening(stored), opening(trace)];
  if (one === undefined || another === undefined) return false;
  return !isSame([one.role, one.content], [another.role, another.content]);
};

/**
 * The id under which another conversation stands on the shelf already: some tools count from 1 in
 * every export. `asStored`: a trace of the shelf, as this import would have written it.
 */
export const otherUnder = (
  shelf: Shelf,
  traces: readonly Trace[],
  asStored: (stored: Trace) => Trace,
): string | undefined =>
  traces.find((trace) => {
    const line = shelf.get(trace.id);
    return line !== undefined && isOther(asStored(storedIn(line)), trace);
  })?.id;
