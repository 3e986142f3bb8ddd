import type { Case } from '../domain/case.ts';
import type { Model, Target, TargetKind } from '../domain/config.ts';
import type { Files } from '../domain/definitions.ts';
import type { AskModel } from '../domain/model-call.ts';
import type { Produced } from '../domain/output.ts';
import type { Spawn } from './line-process.ts';

/** What one run gave and what it used. `usd` is left out where no price is known. */
export type Production = {
  produced: Produced;
  inputTokens: number;
  outputTokens: number;
  /** Model calls, as far as they are known. */
  calls: number;
  usd?: number;
};

/** A target that is open. `trial` counts from 0. */
export type Runner = {
  run(one: Case, trial: number, signal: AbortSignal): Promise<Production>;
  close(): Promise<void>;
};

export type Posted = { kind: 'answer'; text: string } | { kind: 'error'; reason: string };

/** POSTs JSON, with retries; redirects are not followed. */
export type Post = (
  request: { url: string; headers: Record<string, string>; body: string; timeoutMs: number },
  signal: AbortSignal,
) => Promise<Posted>;

/** What targets may use of the world. */
export type TargetPorts = {
  ask: AskModel;
  models: Readonly<Record<string, Model>>;
  spawn: Spawn;
  post: Post;
  files: Files;
  /** The folder of the checkout. */
  root: string;
  /** The environment of a program: PATH, HOME and the like, and these. */
  env: (names: readonly string[]) => Record<string, string>;
  /** The command that runs the module worker. */
  worker: readonly string[];
};

/** One kind of target. */
export type TargetType = {
  kind: TargetKind;
  /** One line for the README and for hover text. */
  summary: string;
  /** Model calls that a run is taken to make, counted before the first. */
  callsPerRun(target: Target): number;
  /** Throws a `Failure` where the target cannot be run at all. */
  open(target: Target, ports: TargetPorts): Promise<Runner>;
};
