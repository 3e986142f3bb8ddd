import type { Config } from './config.ts';
import type { Eval, Mode } from './mode.ts';
import type { EvalName, ModeId } from './names.ts';
import type { Problem } from './problem.ts';

/** Where something stands in the user's files; line and column are 1-based. */
export type Place = { file: string; line: number; column: number };

export type DefinedEval = { name: EvalName; mode: ModeId; eval: Eval; place: Place };
export type DefinedMode = {
  id: ModeId;
  mode: Mode;
  place: Place;
  /** Traces whose note names this mode. */
  seen: number;
};

/** The user's files as they are used: whole, checked, and each thing with its place. */
export type Definitions = {
  /** The path of `failmode.yml`, from the root of the repository. */
  path: string;
  config: Config;
  modes: DefinedMode[];
  evals: DefinedEval[];
  /** Where each target stands in `failmode.yml`. */
  targets: Record<string, Place>;
  notes: { traces: number; lastLooked?: string };
};

/** When somebody last read traces (ISO 8601), and how often the team means to. */
export type Looked = { last: string | undefined; every: 'day' | 'week' | 'month' };

/** `absent`: the repository has no `failmode.yml` at all. */
export type Loaded =
  | { state: 'valid'; definitions: Definitions }
  /** `looked`: when somebody last read traces, as far as it can be told. */
  | { state: 'invalid'; problems: Problem[]; looked?: Looked }
  | { state: 'absent'; path: string };

/** The files of one side: of the checkout, or of a commit. Paths are from the root, with slashes. */
export type Files = {
  /** Every path with a hash of its content (Git's, of the blob). */
  tree(): Promise<ReadonlyMap<string, string>>;
  /** The bytes of a file; undefined where there is none, or it is no regular file. */
  read(path: string): Promise<Buffer | undefined>;
  /** The lines of a text file, one at a time, so that a large file is never held. */
  lines(path: string): AsyncIterable<string>;
};
