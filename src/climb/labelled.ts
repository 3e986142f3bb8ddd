import type { Case } from '../domain/case.ts';
import type { Label } from '../domain/label.ts';
import { outputSchema, type Output } from '../domain/output.ts';
import type { Example } from './sample.ts';

const inputOf = (input: unknown): Case['input'] =>
  typeof input === 'string'
    ? input
    : typeof input === 'object' && input !== null && !Array.isArray(input)
      ? { ...input }
      : JSON.stringify(input ?? null);

const outputOf = ({ output, messages, documents, tool_calls }: Label): Output => {
  const whole = outputSchema.safeParse({ output, messages, documents, tool_calls });
  return whole.success ? whole.data : { output: JSON.stringify(output ?? null) };
};

/** Labels as examples to search code by: whoever wrote the judge's prompt, code did not see them. */
export const examplesOfLabels = (labels: readonly Label[]): Example[] =>
  labels.map((label) => ({
    id: label.id,
    case: { id: label.id, input: inputOf(label.input), reference: label.reference },
    output: outputOf(label),
    label: label.label,
  }));
