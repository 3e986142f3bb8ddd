import type { DependencyKind, TargetName } from './names.ts';

/** A setting that moved; `undefined` where it was not there. */
export type Move = { setting: string; from: string | undefined; to: string | undefined };

/** One thing that a change touches. `index`: one outside Git, by its fingerprint. `moves` says what is different in it, where that can be told. */
export type Touch = {
  kind: DependencyKind | 'evals' | 'recordings' | 'index';
  path: string;
  change: 'added' | 'changed' | 'removed';
  moves: Move[];
};

/** What a change touches of one target, and so why the target is run. */
export type TouchedTarget = { target: TargetName; touches: Touch[] };
