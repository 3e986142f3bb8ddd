import type { Source } from '../climb/source.ts';
import type { AssertionEntry } from '../domain/assertion.ts';
import type { EvalName, ModeId, TargetName } from '../domain/names.ts';

/** A share from 0 to 1 with its 95% interval. */
export type Share = { value: number; lower: number; upper: number };

/** `count` of `of`, with its 95% interval. */
export type Rate = { count: number; of: number; lower: number; upper: number };

/** Code that could take a judge's place, as far as an issue tells of it. */
export type Candidate = {
  /** What kind of code it is: `regex`, `json-schema`. */
  family: string;
  /** Of what it fails, how much people failed. */
  precision: Rate;
  /** Of what people failed, how much it fails. */
  recall: Rate;
  /** What stands under `assert:`, as lines of YAML. */
  yaml: string;
  /** Both reach the minimum. */
  ready: boolean;
  /** Labels on which it and the person differ: the first few, and how many there are. */
  wrong: { id: string; label: 'pass' | 'fail' }[];
  wrongCount: number;
};

/** What the search for code came to. */
export type Candidates =
  | { outcome: 'proposals'; proposals: Candidate[] }
  /** Cases with such a label; `needed`: of each. */
  | { outcome: 'too few'; passes: number; fails: number; needed: number }
  | { outcome: 'nothing'; tried: number };

/** A judge eval that waits to become code: what its issue says. */
export type Debt = {
  eval: EvalName;
  mode: { id: ModeId; name: string; opinion: boolean; definition: string; owner?: string };
  rung: 'judge';
  /** The eval on the code rung has the same. */
  target: TargetName;
  when: AssertionEntry[];
  judge: { prompt: string; model: string };
  convert: { status: 'open' } | { status: 'not-convertible'; reason: string };
  place: { file: string; line: number };
  /** With people, positive = pass. Undefined: never measured. */
  agreement?: { tpr: Share; tnr: Share; labels: number; at: string };
  /** Of the last run. */
  cost: { calls: number; usd?: number };
  /** Undefined: withheld, or not known. */
  failing: { case: string; input: string; output: string; critique: string }[] | undefined;
  candidates: Candidates;
  /** Whose verdicts they were measured by. */
  source: Source;
  /** False: the judge was not asked now, and what its issue says is newer. */
  isFresh: boolean;
};
