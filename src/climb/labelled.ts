import { fingerprint } from '../baseline/fingerprint.ts';
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

const listed = (list: readonly unknown[] | undefined) => (list?.length === 0 ? undefined : list);

/** Equal for labels of one output; what it answers does not matter, for code does not look at it. */
const outputKey = ({ output, documents, tool_calls: calls }: Label): string =>
  fingerprint({ output, documents: listed(documents), calls: listed(calls) });

/** One label an output: copies would foretell each other. None where they contradict each other. */
const withoutCopies = (labels: readonly Label[]): Label[] =>
  [...Map.groupBy(labels, outputKey).values()].flatMap(([first, ...copies]) =>
    first !== undefined && copies.every(({ label }) => label === first.label) ? [first] : [],
  );

/**
 * Labels as examples to search code by, one an output: whoever wrote the judge's prompt, code did
 * not see them.
 */
export const examplesOfLabels = (labels: readonly Label[]): Example[] =>
  withoutCopies(labels).map((label) => ({
    id: label.id,
    case: { id: label.id, input: inputOf(label.input), reference: label.reference },
    output: outputOf(label),
    label: label.label,
  }));
