import { fingerprint } from '../baseline/fingerprint.ts';
import { readLabels } from '../definitions/labels.ts';
import type { Baseline } from '../domain/baseline.ts';
import type { Definitions, Files } from '../domain/definitions.ts';
import type { EvalName } from '../domain/names.ts';
import type { Trace } from '../domain/trace.ts';
import { isJudge } from '../measure/judge/defined.ts';

/** The judges that said otherwise of a trace than a person did. */
export type DisagreeOn = (trace: Pick<Trace, 'id' | 'output'>) => EvalName[];

const idKey = (id: string): string => `id ${id}`;
const outputKey = (output: unknown): string => `output ${fingerprint(output)}`;

/**
 * Where judges and people disagreed when they were last measured, found again in traces: by the
 * label's id, or by the very output. No model is asked.
 */
export const disagreementsOf = async (
  { evals }: Pick<Definitions, 'evals'>,
  files: Files,
  latest: Pick<Baseline, 'evals'> | undefined,
): Promise<DisagreeOn> => {
  const known = new Map<string, Set<EvalName>>();
  const put = (key: string, name: EvalName) =>
    known.set(key, (known.get(key) ?? new Set<EvalName>()).add(name));
  for (const { name, eval: check } of evals.filter(isJudge)) {
    const disagreed = latest?.evals[name]?.calibration?.disagreements ?? [];
    if (disagreed.length === 0) continue;
    const ids = new Set(disagreed.map(({ label }) => label));
    const { labels } = await readLabels(files, check.judge.labels);
    for (const { id, output } of labels.filter((label) => ids.has(label.id))) {
      put(idKey(id), name);
      put(outputKey(output), name);
    }
  }
  return ({ id, output }) =>
    known.size === 0
      ? []
      : [...new Set([...(known.get(idKey(id)) ?? []), ...(known.get(outputKey(output)) ?? [])])];
};
