import { dealOutputs, shardsFor, type Shard } from '../baseline/outputs.ts';
import { toBaseline } from '../baseline/record.ts';
import type { Found, RunRecord } from '../baseline/store.ts';
import type { Baseline } from '../domain/baseline.ts';
import type { RunVerdict } from '../domain/decision.ts';
import type { Measured } from './all.ts';
import type { Side } from './sides.ts';
import type { MeasuredSide } from './target-run.ts';

/** A push that passes makes a baseline; one that regresses is kept as the branch's latest alone. */
const makesBaseline = new Set<RunVerdict>(['pass', 'undecided', 'no-baseline']);

const shardCount = ({ target, spool }: MeasuredSide, before: readonly string[]): number =>
  target.ran === target.cases.size ? shardsFor(spool.bytes()) : Math.max(1, before.length);

/** What was not measured now and is still defined, as the baseline has it. */
const carriedOver = (baseline: Baseline | undefined, head: Side, measured: Measured) => {
  const isCarried = (target: string) =>
    !measured.sides.has(target) && target in head.definitions.config.targets;
  const evals = new Set<string>(head.definitions.evals.map(({ name }) => name));
  return {
    targets: Object.entries(baseline?.targets ?? {}).filter(([name]) => isCarried(name)),
    evals: Object.entries(baseline?.evals ?? {}).filter(
      ([name, { target }]) => evals.has(name) && isCarried(target),
    ),
  };
};

/** What a push leaves on the data branch: verdicts, fingerprints, and where the outputs are. */
export const recordOf = async (
  about: { branch: string; at: string; verdict: RunVerdict },
  head: Side,
  measured: Measured,
  found: Found | undefined,
): Promise<RunRecord> => {
  const shards: Shard[] = [];
  const paths = new Map<string, string[]>();
  for (const [name, side] of measured.sides) {
    const before = found?.baseline?.targets[name]?.outputs ?? [];
    const dealt =
      side.target.ran === 0 && before.length > 0
        ? before.map((path) => ({ path }))
        : await dealOutputs(side.outputs, shardCount(side, before));
    paths.set(
      name,
      dealt.map(({ path }) => path),
    );
    shards.push(...dealt.filter((shard): shard is Shard => 'text' in shard));
  }
  const sides = [...measured.sides.values()];
  const record = toBaseline(
    { ...about, commit: head.commit },
    sides.map(({ target }) => target),
    sides.flatMap(({ evals }) => evals),
    paths,
  );
  const carried = carriedOver(found?.baseline, head, measured);
  return {
    record: {
      ...record,
      targets: { ...Object.fromEntries(carried.targets), ...record.targets },
      evals: { ...Object.fromEntries(carried.evals), ...record.evals },
    },
    anew: new Set(
      sides.flatMap(({ target }) => (target.ran === target.cases.size ? [target.name] : [])),
    ),
    shards,
    isBaseline: makesBaseline.has(about.verdict),
  };
};
