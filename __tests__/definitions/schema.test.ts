import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { generated } from '../../scripts/generate.ts';
import { assertionTypes } from '../../src/assertions/registry.ts';
import { edited, project } from './project.ts';

const root = join(import.meta.dirname, '../..');
const schemas = Object.entries(generated()).filter(([path]) => path.startsWith('schema/'));
const config = 'evals/failmode.yml';
const mode = 'evals/modes/slot.yml';

const accepts = (name: string) => {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  const text = generated()[`schema/${name}.schema.json`] ?? '';
  const validate = ajv.compile(JSON.parse(text) as object);
  return (yaml: unknown): boolean => validate(parse(String(yaml)));
};

test.each(schemas)('%s is what the sources make it: npm run generate', (path, text) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(text);
});

test('editors accept what is valid, and need not be given what has a default', () => {
  expect(accepts('failmode')(project()[config])).toBe(true);
  expect(accepts('mode')(project()[mode])).toBe(true);
});

test.each([
  [config, 'failmode', 'cases:', 'case:'],
  [config, 'failmode', 'version: 1', 'version: 1\ngate: { alpha: 2 }'],
  [mode, 'mode', 'rung: code', 'rung: cod'],
  [mode, 'mode', 'pattern:', 'patern:'],
])('in %s editors refuse what is refused', (path, name, from, to) => {
  expect(accepts(name)(edited(path, from, to)[path])).toBe(false);
});

test('every type of assertion has its hover text', () => {
  const text = generated()['schema/mode.schema.json'];
  for (const { summary } of assertionTypes) expect(text).toContain(JSON.stringify(summary));
});
