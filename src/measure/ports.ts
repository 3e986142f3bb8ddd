import type { Rules } from '../decide/rules.ts';
import type { Resources } from '../domain/assertion.ts';
import type { Case } from '../domain/case.ts';
import type { Target } from '../domain/config.ts';
import type { DataBranch } from '../domain/data-branch.ts';
import type { Files } from '../domain/definitions.ts';
import type { Production } from '../targets/target.ts';
import type { BudgetPort } from './budget.ts';
import type { JudgingPorts } from './judge/ready.ts';
import type { Side } from './sides.ts';
import type { Spool } from './spool.ts';
import type { TargetRun } from './target-run.ts';

/** A folder with the files of a commit, made ready to run; or why there is none. */
export type Worktree = { root: string; close(): Promise<void> } | { why: string };

/** What running single cases again needs of the world. */
export type SinglePorts = {
  /** Opens a target in a folder (the checkout, where none is named), for one case at a time. */
  single(place: {
    target: Target;
    rules: Rules;
    files: Files;
    root: string | undefined;
  }): Promise<{ run(one: Case, trial: number): Promise<Production>; close(): Promise<void> }>;
  /** Checks a commit out beside the checkout, and runs the target's `prepare` there. */
  worktree(commit: string, target: Target): Promise<Worktree>;
};

/** What measuring needs of the world. */
export type MeasurePorts = BudgetPort &
  SinglePorts &
  JudgingPorts & {
    /** The first of these environment variables that is not set. */
    missing(names: readonly string[]): string | undefined;
    data: DataBranch | undefined;
    produce(name: string, target: Target, rules: Rules, side: Side): TargetRun['produce'];
    /** What assertions read: the checks are the head's, the corpora those of the side that is judged. */
    resources(head: Pick<Side, 'files' | 'definitions'>, corpora: Files): Resources;
    spool(): Promise<Spool>;
    seconds(): number;
  };
