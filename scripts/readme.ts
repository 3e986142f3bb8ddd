import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { assertionTypes } from '../src/assertions/registry.ts';
import { assertionGroups } from '../src/domain/assertion.ts';
import { targetTypes } from '../src/targets/registry.ts';

const root = join(import.meta.dirname, '..');
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (...cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: string[], rows: string[][]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');

type Described = Record<string, { description: string; default?: string }>;
type Action = { inputs: Described; outputs: Described };

const action = (): string => {
  const { inputs, outputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;
  const given = Object.entries(inputs).map(([name, one]) => [
    `\`${name}\``,
    `\`${one.default ?? ''}\``,
    one.description,
  ]);
  const made = Object.entries(outputs).map(([name, { description }]) => [
    `\`${name}\``,
    description,
  ]);
  return `${table(['Input', 'Default', 'Means'], given)}\n\n${table(['Output', 'Means'], made)}`;
};

const keysOf = (keys: z.ZodRawShape): string =>
  Object.entries(keys)
    .map(([name, key]) => (z.safeParse(key, undefined).success ? `\`${name}\`?` : `\`${name}\``))
    .join(', ');

const assertions = (): string => {
  const rows = assertionGroups.flatMap((group) =>
    assertionTypes
      .filter((type) => type.group === group)
      .map(({ type, keys, summary }) => [group, `\`${type}\``, keysOf(keys), summary]),
  );
  return table(['Group', 'Type', 'Keys', 'Holds where'], rows);
};

const targets = (): string =>
  table(
    ['`run:`', 'What it does'],
    Object.values(targetTypes).map(({ kind, summary }) => [`\`${kind}\``, summary]),
  );

const sections: Record<string, () => string> = { action, assertions, targets };

/** The README with the tables between its marks made anew. */
export const withTables = (readme: string): string =>
  Object.entries(sections).reduce((text, [name, render]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [from, to] = [text.indexOf(open), text.indexOf(close)];
    if (from < 0 || to < from) throw new Error(`README.md lacks the marks ${open} and ${close}`);
    return `${text.slice(0, from + open.length)}\n\n${render()}\n\n${text.slice(to)}`;
  }, readme);
