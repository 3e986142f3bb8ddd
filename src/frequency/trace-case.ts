import type { Case } from '../domain/case.ts';
import type { Output, Produced } from '../domain/output.ts';
import type { Trace } from '../domain/trace.ts';
import { cut } from '../foreign/cut.ts';
import { caseInput } from '../look/case-input.ts';

/** A trace as evals take it: what the feature was given, and what it answered. */
type TraceCase = { case: Case; output: Output };

/** Its id need be no case's id: it is never a file name, nor written to a file of cases. */
export const traceCase = (trace: Trace): TraceCase => {
  const { id, metadata, at: _at, source: _source, ...output } = trace;
  return {
    case: { id, input: caseInput(trace), trace: id, ...(metadata !== undefined && { metadata }) },
    output,
  };
};

const isNothing = (output: Output['output']): boolean =>
  typeof output === 'string' ? output.trim() === '' : Object.keys(output).length === 0;

/**
 * A trace that ended in an error without an answer tells nothing of how the feature answers: neither
 * that a mode happened, nor that it did not. (In the gate such a run has failed its case.)
 */
export const producedBy = (output: Output): Produced =>
  output.error !== undefined && isNothing(output.output)
    ? { kind: 'error', reason: `the trace ended in an error: ${cut(output.error, 300)}` }
    : { kind: 'output', output };
