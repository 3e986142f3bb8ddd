import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type ActionFile = {
  inputs?: Record<string, { default?: string | number | boolean }>;
  runs?: { main?: string };
};

export const readActionFile = (path: string): ActionFile =>
  existsSync(path) ? parse(readFileSync(path, 'utf8')) : {};

const evaluated = (text: string, token: string): string =>
  text.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    if (expression !== 'github.token') throw new Error(`cannot evaluate ${expression}`);
    return token;
  });

const variableOf = (input: string): string => `INPUT_${input.replaceAll(' ', '_').toUpperCase()}`;

/** `INPUT_*` for what the workflow says and, where it says nothing, for the action's defaults. */
export const inputVariables = (
  { inputs = {} }: ActionFile,
  given: Record<string, string>,
  token: string,
): Record<string, string> => {
  const defaults = Object.entries(inputs).map(([name, input]) => [
    name,
    evaluated(String(input?.default ?? ''), token),
  ]);
  const values: Record<string, string> = { ...Object.fromEntries(defaults), ...given };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [variableOf(name), value]),
  );
};
