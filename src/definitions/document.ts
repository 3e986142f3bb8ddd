import type * as z from 'zod';
import type { Files } from '../domain/definitions.ts';
import type { Problem } from '../domain/problem.ts';
import { check } from './check.ts';
import { locator, type Locate } from './locate.ts';
import { located, problemList } from './problems.ts';
import { readText } from './text.ts';
import { treeOf } from './yaml-tree.ts';

/** A file as its schema takes it, and where each thing in it stands. */
export type Reading<Value> = Pick<Locate, 'at'> & {
  file: string;
  problems: Problem[];
  /** Undefined where there are problems. */
  value: Value | undefined;
  /** What stands there, taken or not; undefined where it cannot be read at all. */
  raw: unknown;
};

const placeKey = ({ line, column }: Problem): string => `${line}:${column}`;

/** Reads a YAML file: within limits, then by its schema; all that is wrong with it at once. */
export const readYaml = <Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): Reading<z.output<Schema>> => {
  const tree = treeOf(text);
  const places = locator(file, tree);
  const problems = problemList();
  const refused = new Set<string>();
  for (const { offset, what, mend } of tree.flaws) {
    const problem = { ...places.offset(offset), what, mend };
    refused.add(placeKey(problem));
    problems.add(() => [problem]);
  }
  const read = { file, at: places.at, value: undefined };
  if (tree.document === undefined) return { ...read, raw: undefined, problems: problems.all() };
  const raw: unknown = tree.document.toJS({ maxAliasCount: 0 });
  const checked = check(schema, raw);
  if (checked.ok && refused.size === 0) return { ...read, raw, value: checked.value, problems: [] };
  for (const finding of checked.ok ? [] : checked.findings) {
    // What YAML's rules refuse is not refused again by the schema.
    problems.add(() =>
      [located(places, finding)].filter((problem) => !refused.has(placeKey(problem))),
    );
  }
  return { ...read, raw, problems: problems.all() };
};

/** Reads a YAML file of a side; undefined where there is none. */
export const readDocument = async <Schema extends z.ZodType>(
  files: Files,
  file: string,
  schema: Schema,
): Promise<Reading<z.output<Schema>> | undefined> => {
  const read = await readText(files, file);
  if (read === undefined) return undefined;
  if ('text' in read) return readYaml(file, read.text, schema);
  const { problem } = read;
  const { line, column } = problem;
  return {
    file,
    at: () => ({ file, line, column }),
    raw: undefined,
    value: undefined,
    problems: [problem],
  };
};
