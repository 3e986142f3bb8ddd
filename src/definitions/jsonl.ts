import type * as z from 'zod';
import type { Files } from '../domain/definitions.ts';
import type { Problem } from '../domain/problem.ts';
import { check } from './check.ts';
import { parseLine } from './json-line.ts';
import { allLocated } from './problems.ts';
import { locator, type Locate } from './locate.ts';
import type { Flaw } from './yaml-errors.ts';
import { treeOf } from './yaml-tree.ts';

/**
 * A line as its schema takes it, with the places of its parts, or what is wrong with it. Places and
 * problems are worked out when they are asked for: that takes longer than to read the line.
 */
export type Line<Value> = { line: number } & (
  | { value: Value; at: Locate['at'] }
  | { problems: () => Problem[] }
);

const readLine = <Schema extends z.ZodType>(
  file: string,
  line: number,
  text: string,
  schema: Schema,
): Line<z.output<Schema>> => {
  const locate = () => locator(file, treeOf(text), line);
  const json = parseLine(text);
  if (!json.ok) {
    const problemOf = ({ offset, what, mend }: Flaw): Problem => {
      return { file, line, column: offset + 1, what, mend };
    };
    return { line, problems: () => json.flaws().map(problemOf) };
  }
  const checked = check(schema, json.value);
  return checked.ok
    ? { line, value: checked.value, at: (path, part) => locate().at(path, part) }
    : { line, problems: () => allLocated(locate(), checked.findings) };
};

/** Reads a file of JSON lines, one at a time; empty ones are skipped. */
export async function* readJsonl<Schema extends z.ZodType>(
  files: Files,
  file: string,
  schema: Schema,
): AsyncGenerator<Line<z.output<Schema>>> {
  let line = 0;
  for await (const raw of files.lines(file)) {
    line += 1;
    const text = line === 1 ? raw.replace(/^\uFEFF/, '') : raw;
    if (text.trim() !== '') yield readLine(file, line, text, schema);
  }
}
