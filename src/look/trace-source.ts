import type { Looking } from './schedule.ts';
import { firstLosses } from '../importers/words.ts';
import { pullTraces } from './pull.ts';
import { openTraces, type Traces } from './traces.ts';

export type TraceSource = {
  traces: Traces;
  /** In words, for messages. */
  from: string;
  /** What was lost on the way. */
  warnings: string[];
  /** Takes away what was only fetched to be read. */
  release: () => Promise<void>;
};

/** Opens the traces of `looking.traces`: files of the repository, or what a program prints. */
export const openTraceSource = async (
  source: Looking['traces'],
  { root, env }: { root: string; env: Readonly<Record<string, string | undefined>> },
): Promise<TraceSource> => {
  if (!('command' in source)) {
    const traces = await openTraces(root, source);
    return { traces, from: source.join(', '), warnings: [], release: async () => {} };
  }
  const { folder, losses, remove } = await pullTraces(source.command, { root, env });
  const traces = await openTraces(folder, ['*.jsonl']);
  const warnings = losses.length === 0 ? [] : [`lost or changed on import: ${firstLosses(losses)}`];
  return { traces, from: `\`${source.command.join(' ')}\``, warnings, release: remove };
};
