import type { TraceCall } from '../../domain/trace.ts';
import type { Tell } from '../importer.ts';
import type { Span } from './span.ts';

/** A tool's run; what went wrong with it is all that it gave, where it gave nothing else. */
const runOf = ({ run, error }: Span): TraceCall[] => {
  if (run === undefined) return [];
  return [error === undefined ? run : { ...run, error, result: run.result ?? error }];
};

export const runsOf = (spans: readonly Span[]): TraceCall[] => spans.flatMap(runOf);

/** The error of the whole, and those inside it that are of no tool, which are told. */
export const errorsOf = (spans: readonly Span[], roots: readonly Span[], tell: Tell) => {
  const whole = roots.filter(({ run }, at) => at === 0 || run === undefined);
  const error = whole.find((span) => span.error !== undefined)?.error;
  const all = spans.filter(({ run }) => run === undefined).flatMap((span) => span.error ?? []);
  const inner = [...new Set(all)].filter((one) => one !== error);
  if (inner.length > 0) tell('what went wrong inside the trace is in its metadata, under errors');
  return { error, inner };
};
