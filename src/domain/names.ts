import * as z from 'zod';

/** A failure mode's id: the name of its file in `evals/modes`. */
export const modeIdPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** A case's id. It is never used as a file name. */
export const caseIdPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

export const modeId = z.string().regex(modeIdPattern);
export const caseId = z.string().regex(caseIdPattern);

export type ModeId = string;
export type CaseId = string;
export type TargetName = string;

/** `<mode>/<eval>`: the name of an eval everywhere outside its mode file. */
export type EvalName = `${string}/${string}`;

/** Two names that a person cannot tell apart have the same fold. */
export const fold = (name: string): string => name.normalize('NFKC').toLowerCase();

/** The kinds of dependency by which a comment names what was touched. */
export const dependencyKinds = ['prompts', 'models', 'retrieval', 'code'] as const;
export type DependencyKind = (typeof dependencyKinds)[number];

/** Cheapest first: climb down whenever you can. */
export const rungs = ['code', 'judge', 'human'] as const;
export type Rung = (typeof rungs)[number];
