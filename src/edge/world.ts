import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import type { Target } from '../domain/config.ts';
import type { DataBranch } from '../domain/data-branch.ts';
import type { Definitions, Files } from '../domain/definitions.ts';
import { Failure } from '../domain/failure.ts';
import type { AskModel } from '../domain/model-call.ts';
import type { Rules } from '../decide/rules.ts';
import { memoryReplies, type ReplyStore } from '../judges/replies.ts';
import type { Side } from '../measure/sides.ts';
import type { Job } from '../measure/target-run.ts';
import type { RunPorts } from '../run.ts';
import { errored, production } from '../targets/answer.ts';
import { openMeter, type Meter } from '../targets/budget.ts';
import { programEnvironment } from '../targets/environment.ts';
import { produce } from '../targets/produce.ts';
import { openTarget, typeOf } from '../targets/registry.ts';
import { withoutSecrets } from '../targets/leaks.ts';
import type { Post, TargetPorts } from '../targets/target.ts';
import { filesOfCommit } from './files.ts';
import type { Git } from './git.ts';
import { newestAncestor } from './git-history.ts';
import { runToEnd, startLineProcess } from './process.ts';
import { openResources } from './resources.ts';
import { openSpool } from './spool.ts';
import { openWorktree } from './worktree.ts';

/** What the doors hand over: the outside, as this process sees it. */
export type Outside = {
  git: Git;
  env: Readonly<Record<string, string | undefined>>;
  data: DataBranch | undefined;
  /** The commit from which baselines are looked for, backwards. */
  from: string;
  /** The module worker's own file. */
  worker: string;
  ask: AskModel;
  post: Post;
  signal: AbortSignal;
  kept: RunPorts['kept'];
  acceptances: RunPorts['acceptances'];
  /** Replies of judges heard before; a run's own alone where it is left out. */
  replies?: ReplyStore;
  /** Told how many runs of a target are done. */
  onProgress(target: string, done: number): void;
};

const indexLimits = { timeoutMs: 60_000, maxBytes: 64 * 1024 };

const indexFingerprint = async (
  { git, env }: Outside,
  argv: readonly string[],
  names: readonly string[],
): Promise<string> => {
  const where = { cwd: git.root, env: programEnvironment(env, names), ...indexLimits };
  const { code, stdout, stderr, reason } = await runToEnd(argv, where);
  const print = stdout.trim();
  if (code === 0 && print !== '') return print.slice(0, 200);
  throw new Failure(
    `the fingerprint of an index could not be had by \`${argv.join(' ')}\``,
    reason ?? (code === 0 ? 'it printed nothing' : `it exited with ${code}: ${stderr.slice(-200)}`),
    'make the command print one line that changes when the index does',
  );
};

const indexesOf = async (outside: Outside, { config }: Definitions) => {
  const prints: Record<string, string> = {};
  for (const [name, { depends_on, run }] of Object.entries(config.targets)) {
    const { retrieval } = depends_on;
    if (retrieval === undefined || Array.isArray(retrieval)) continue;
    prints[name] = await indexFingerprint(outside, retrieval.command, run.env);
  }
  return prints;
};

/** What a target may use, in the checkout or in another folder. */
const targetPorts = (
  outside: Outside,
  target: Target,
  rules: Rules,
  { files, root }: { files: Files; root: string | undefined },
): TargetPorts => ({
  ask: outside.ask,
  post: outside.post,
  models: rules.models,
  spawn: startLineProcess,
  files,
  root: root ?? outside.git.root,
  env: () => programEnvironment(outside.env, rules.envOf(target)),
  worker: [process.execPath, outside.worker],
});

/** No output leaves here with a secret of the environment in it. */
const checkOf = ({ env }: Outside, { models }: Rules) =>
  withoutSecrets(
    env,
    Object.values(models).flatMap((model) => model.api_key_env ?? []),
  );

/** Runs single cases of an open target, within the run's budget. */
const openSingle = async (
  outside: Outside,
  { target, rules, files, root }: Parameters<RunPorts['single']>[0],
  meter: Meter,
): ReturnType<RunPorts['single']> => {
  const runner = await openTarget(target, targetPorts(outside, target, rules, { files, root }));
  const calls = typeOf(target).callsPerRun(target);
  const checked = checkOf(outside, rules);
  return {
    async run(one, trial) {
      const refusal = outside.signal.aborted ? 'stopped' : meter.admit(calls);
      if (refusal !== undefined) return production(errored(refusal), 0);
      const made = checked(await runner.run(one, trial, outside.signal));
      meter.book({ ...made, calls: made.calls - calls });
      return made;
    },
    close: () => runner.close(),
  };
};

/** Opens a target when its first job is known, and closes it after the last. */
async function* runJobs(
  outside: Outside,
  { name, target, rules, side }: { name: string; target: Target; rules: Rules; side: Side },
  meter: Meter,
  jobs: AsyncIterable<Job>,
) {
  const source = jobs[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done === true) return;
  const all = (async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => source };
  })();
  const ports = targetPorts(outside, target, rules, { files: side.files, root: undefined });
  const runner = await openTarget(target, ports);
  try {
    const checked = checkOf(outside, rules);
    const made = produce(runner, all, {
      concurrency: target.concurrency,
      budget: meter,
      callsPerRun: typeOf(target).callsPerRun(target),
      signal: outside.signal,
      onProgress: (done) => outside.onProgress(name, done),
    });
    for await (const { production: one, ...job } of made)
      yield { ...job, production: checked(one) };
  } finally {
    await runner.close();
  }
}

/** Builds the ports of a run, and what ends them. */
export const openWorld = (outside: Outside): { ports: RunPorts; close(): Promise<void> } => {
  const { git, env } = outside;
  const { resources, close } = openResources(git.root, env, outside.worker);
  const temporary = env['RUNNER_TEMP'] ?? tmpdir();
  let meter: Meter | undefined;
  const replies = outside.replies ?? memoryReplies();
  const meterOf = ({ budget }: Rules) => (meter ??= openMeter(budget, () => performance.now()));
  const ports: RunPorts = {
    data: outside.data,
    kept: outside.kept,
    acceptances: outside.acceptances,
    newestAncestor: (candidates) => newestAncestor(git, outside.from, candidates),
    filesAt: async (commit) => ((await git.fetch(commit)) ? filesOfCommit(git, commit) : undefined),
    indexes: (definitions) => indexesOf(outside, definitions),
    callsPerRun: (target) => typeOf(target).callsPerRun(target),
    refuse: (planned, { rules }) => meterOf(rules).refuse(planned),
    produce: (name, target, rules, side) => (jobs) =>
      runJobs(outside, { name, target, rules, side }, meterOf(rules), jobs),
    judging: (rules) => {
      const budget = meterOf(rules);
      return {
        ask: outside.ask,
        admit: () => (outside.signal.aborted ? 'stopped' : budget.admit(1)),
        book: (used) => budget.book(used),
        boundary: () => randomBytes(16).toString('hex'),
        replies,
        signal: outside.signal,
      };
    },
    missing: (names) => names.find((name) => (env[name] ?? '') === ''),
    single: (place) => openSingle(outside, place, meterOf(place.rules)),
    worktree: (commit, target) =>
      openWorktree(git, temporary, commit, {
        argv: target.run.prepare,
        env: programEnvironment(env, target.run.env),
      }),
    resources,
    spool: () => openSpool(temporary),
    seconds: () => performance.now() / 1000,
  };
  return { ports, close };
};
