import type { Trace } from '../../domain/trace.ts';
import { count } from './count.ts';
import { isOpinion, split } from './opinions.ts';

export type Badge = { name: string; value: string };

/** Told first, whatever the source calls them. */
const first = ['channel', 'user', 'persona', 'version', 'release', 'environment', 'model'];
const most = 10;
const longest = 60;

const order = (name: string): number => {
  const at = first.findIndex((each) => name.toLowerCase().includes(each));
  return at < 0 ? first.length : at;
};

const scalars = (metadata: Record<string, unknown>): Badge[] =>
  Object.entries(metadata)
    .filter(([name, value]) => !isOpinion(name) && ['string', 'number'].includes(typeof value))
    .map(([name, value]) => ({ name: name.replaceAll(/[._]+/g, ' '), value: String(value) }))
    .filter(({ value }) => value !== '' && value.length <= longest);

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** What is worth knowing of a trace at a glance. */
export const badges = (trace: Trace): Badge[] => {
  const known = scalars(trace.metadata ?? {}).toSorted((a, b) => order(a.name) - order(b.name));
  const { latency_ms: latency, usage, finish_reason: finish } = trace;
  const tokens = (usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0);
  return [
    ...known.slice(0, most),
    ...(latency === undefined ? [] : [{ name: 'latency', value: seconds(latency) }]),
    ...(tokens === 0 ? [] : [{ name: 'tokens', value: count(tokens) }]),
    ...(finish === undefined || finish === 'stop' ? [] : [{ name: 'finished', value: finish }]),
    ...(trace.at === undefined
      ? []
      : [{ name: 'at', value: trace.at.slice(0, 16).replace('T', ' ') }]),
  ];
};

/** What others said of it, in the source's own words. */
export const opinionsOf = ({ metadata = {} }: Trace): Record<string, unknown> =>
  split(metadata).opinions;

/** All metadata but the opinions of others. */
export const factsOf = ({ metadata = {}, source }: Trace): Record<string, unknown> => ({
  ...split(metadata).facts,
  source,
});
