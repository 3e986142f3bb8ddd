import { fingerprint } from '../../baseline/fingerprint.ts';
import type { Case } from '../../domain/case.ts';
import type { Label } from '../../domain/label.ts';
import type { CaseId } from '../../domain/names.ts';
import type { Output } from '../../domain/output.ts';

type Seen = Pick<Output, 'messages' | 'documents' | 'tool_calls'> & { output: unknown };

const listed = (list: readonly unknown[] | undefined) => (list?.length === 0 ? undefined : list);

/** By what a person's verdict belongs to an output: all that the person saw of it, exactly. */
const keyOf = (input: unknown, { output, messages, documents, tool_calls: calls }: Seen): string =>
  fingerprint({
    input,
    output,
    messages: listed(messages),
    documents: listed(documents),
    calls: listed(calls),
  });

/** Verdicts that people gave on one thing and that contradict each other count as none. */
const verdictsOf = (labels: readonly Label[]): Map<string, Label['label']> => {
  const groups = Map.groupBy(labels, (one) => keyOf(one.input, one as Label & Seen));
  return new Map(
    [...groups].flatMap(([key, [first, ...others]]) =>
      first !== undefined && others.every(({ label }) => label === first.label)
        ? [[key, first.label]]
        : [],
    ),
  );
};

/** People's verdicts on outputs of the head. One trial of several is not the whole case. */
export const openPeople = (labels: readonly Label[], trials: number) => {
  const known = trials === 1 ? verdictsOf(labels) : new Map<string, Label['label']>();
  const heard = new Map<CaseId, 'pass' | 'fail'>();
  return {
    heard,
    hear(one: Case, output: Output) {
      const label = known.get(keyOf(one.input, output));
      if (label !== undefined) heard.set(one.id, label);
    },
  };
};
