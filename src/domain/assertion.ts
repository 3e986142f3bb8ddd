import type * as z from 'zod';
import type { Case } from './case.ts';
import type { Output } from './output.ts';

/** What an assertion found. `error`: it could not decide; never a pass. */
export type Check =
  | { result: 'holds' }
  | { result: 'broken'; critique: string }
  | { result: 'error'; reason: string };

export const holds: Check = { result: 'holds' };
export const broken = (critique: string): Check => ({ result: 'broken', critique });
export const undecidable = (reason: string): Check => ({ result: 'error', reason });

/** What every assertion may carry besides the keys of its type. */
export type AssertionEntry = {
  type: string;
  not?: boolean;
  of?: string;
  message?: string;
  [key: string]: unknown;
};

/** One output under test. `text` is the subject as text: JSON where it is not a string. */
export type Subject = { value: unknown; text: string; case: Case; output: Output };

/** Answers at once, or, for code of the team's own, later. */
export type Assert = (subject: Subject) => Check | Promise<Check>;

/**
 * What an assertion may read of the side it judges, all of it before the first output.
 * Each throws an `Unusable` that says how to mend the entry.
 */
export type Resources = {
  /** The text of a file of the evals, by its path in the repository. */
  text(path: string): Promise<string>;
  /** The document ids of a corpus of `failmode.yml`, as that side has it. */
  corpus(name: string): Promise<ReadonlySet<string>>;
  /** Calls the default export of a file of the team's own code with one argument. */
  call(file: string): (argument: unknown) => Promise<unknown>;
};

/** An assertion whose keys cannot be used: a pattern that does not compile, a file that is not there. */
export class Unusable extends Error {
  readonly mend: string;
  /** The key of the entry at fault, for the line it is reported at. */
  readonly key: string | undefined;

  constructor(what: string, mend: string, key?: string) {
    super(what);
    this.name = 'Unusable';
    this.mend = mend;
    this.key = key;
  }
}

export const assertionGroups = [
  'text',
  'structure',
  'safety',
  'tools',
  'retrieval',
  'run',
  'own code',
] as const;

/** One type of assertion: its keys, and how it is made ready to judge outputs. */
export type AssertionType<Keys extends z.ZodRawShape = z.ZodRawShape> = {
  type: string;
  group: (typeof assertionGroups)[number];
  /** One line for the README and for hover text. */
  summary: string;
  keys: Keys;
  /** What it looks at where `of` is left out. */
  of?: string;
  /** Keys that hold paths of files which are part of the eval; a change of one changes the eval. */
  files?: (keyof Keys & string)[];
  /** Key that names a corpus of `failmode.yml`. */
  corpus?: keyof Keys & string;
  /** Checks that one schema cannot say: a list of what is wrong with the keys and how to mend it. */
  refuse?(keys: z.infer<z.ZodObject<Keys>>): { what: string; mend: string; key?: string }[];
  prepare(keys: z.infer<z.ZodObject<Keys>>, resources: Resources): Promise<Assert> | Assert;
};
