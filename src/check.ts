import { tmpdir } from 'node:os';
import { branchOfRun } from './baseline/memory.ts';
import { findBaseline } from './baseline/store.ts';
import { holdCase } from './definitions/cases.ts';
import { loadDefinitions } from './definitions/load.ts';
import type { DataBranch } from './domain/data-branch.ts';
import { Failure } from './domain/failure.ts';
import type { Report } from './domain/report.ts';
import { defaultBranch } from './edge/checkout.ts';
import { filesOfCheckout, filesOfCommit } from './edge/files.ts';
import { gitDataBranch } from './edge/git-data-branch.ts';
import { openGit, type Git } from './edge/git.ts';
import { commonAncestor, newestAncestor } from './edge/git-history.ts';
import { openWorktree } from './edge/worktree.ts';
import { openWorld } from './edge/world.ts';
import { openLocal, type Env, type Measuring, type Screen } from './local.ts';
import type { Outcome } from './outcome.ts';
import { run, type RunRequest } from './run.ts';
import { programEnvironment } from './targets/environment.ts';

export type CheckOptions = {
  config: string;
  base?: string;
  case?: string;
  force: boolean;
};

const baseOf = async (git: Git, ref: string | undefined, branch: string) => {
  const tips =
    ref === undefined ? [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`] : [ref];
  for (const tip of tips) {
    const commit = await git.resolve(tip);
    if (commit !== undefined) return commonAncestor(git, await git.head(), commit);
  }
  if (ref === undefined) return undefined;
  throw new Failure(
    `there is no commit \`${ref}\``,
    'Git does not know it',
    'name a branch, a tag or a commit',
  );
};

const requestOf = async (git: Git, options: CheckOptions): Promise<RunRequest> => {
  const [branch, subject, commit] = await Promise.all([
    defaultBranch(git),
    git.branchName(),
    git.head(),
  ]);
  const base = await baseOf(git, options.base, branch);
  return {
    kind: 'check',
    configPath: options.config,
    head: { commit, files: filesOfCheckout(git) },
    base: base === undefined ? undefined : { commit: base, files: filesOfCommit(git, base) },
    branch,
    subject: subject === undefined ? {} : { branch: subject },
    force: options.force || options.case !== undefined,
    onlyCase: options.case,
    now: new Date(),
    warnings: [],
  };
};

const runIn = async (
  git: Git,
  request: RunRequest,
  data: DataBranch | undefined,
  measuring: Measuring,
): Promise<Outcome> => {
  const from = request.base?.commit ?? request.head.commit;
  const world = openWorld({ ...measuring, git, data, from });
  try {
    return await run(request, world.ports);
  } finally {
    await world.close();
  }
};

/**
 * Runs the base itself, in a worktree, where no baseline of it is stored. Undefined: it has no
 * definitions, or cannot be run.
 */
const measureBase = async (
  git: Git,
  request: RunRequest,
  measuring: Measuring,
): Promise<Outcome | undefined> => {
  const { base, configPath, branch, now, onlyCase } = request;
  if (base === undefined) return undefined;
  const loaded = await loadDefinitions(base.files, configPath);
  if (loaded.state !== 'valid') return undefined;
  const targets = Object.values(loaded.definitions.config.targets);
  const prepare = {
    argv: targets.find((target) => target.run.prepare !== undefined)?.run.prepare,
    env: programEnvironment(
      measuring.env,
      targets.flatMap((target) => target.run.env),
    ),
  };
  const tree = await openWorktree(git, tmpdir(), base.commit, prepare);
  if ('why' in tree) {
    request.warnings.push(`the base could not be run: ${tree.why}`);
    return undefined;
  }
  try {
    const there = openGit(tree.root);
    const head = { commit: base.commit, files: filesOfCheckout(there) };
    const own = { configPath, branch, now, onlyCase, subject: {}, warnings: [], force: true };
    return await runIn(
      there,
      { ...own, kind: 'baseline', head, base: undefined },
      undefined,
      measuring,
    );
  } finally {
    await tree.close();
  }
};

/** Of definitions that are invalid the run itself tells. */
const holdAsked = async ({ head, configPath, onlyCase }: RunRequest): Promise<void> => {
  if (onlyCase === undefined) return;
  const loaded = await loadDefinitions(head.files, configPath);
  if (loaded.state === 'valid') await holdCase(head.files, loaded.definitions, onlyCase);
};

/** After the first commit nothing is touched any more, and nothing was ever measured. */
const noBaseline = 'no baseline is stored yet: `failmode check --force` measures all there is';

/** The gate, at the terminal: against the stored baseline, or, for a named base, running both sides. */
export const check = async (options: CheckOptions, env: Env, screen: Screen): Promise<Report> => {
  const { git, measuring, progress } = await openLocal(env, screen);
  const request = await requestOf(git, options);
  await holdAsked(request);
  const from = request.base?.commit ?? request.head.commit;
  const stored = gitDataBranch(git);
  const search = (candidates: ReadonlySet<string>) => newestAncestor(git, from, candidates);
  const known =
    options.base === undefined || (await findBaseline(stored, request.branch, search)).baseline;
  const base = known ? undefined : await measureBase(git, request, measuring);
  const data = base?.record === undefined ? stored : branchOfRun(base.record);
  const outcome = await runIn(git, request, data, measuring);
  progress.clear();
  await outcome.close();
  await base?.close();
  const { report } = outcome;
  const isFirst = report.decision.verdict === 'skipped' && report.baseline === undefined;
  return isFirst ? { ...report, warnings: [...report.warnings, noBaseline] } : report;
};
