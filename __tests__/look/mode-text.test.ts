import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readYaml } from '../../src/definitions/document.ts';
import { modeSchema } from '../../src/definitions/modes.ts';
import { newModeText, withEvalsOf, withField } from '../../src/look/mode-text.ts';
import { slot } from './desk.ts';

const modeOf = (text: string) => readYaml('', text, modeSchema).value;

const texts = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...` \n\t#:-'"{}[]|>&*!%@\`,\\?~0y`) }),
    fc.lorem({ mode: 'sentences' }),
  )
  .map((text) => text.trim())
  .filter((text) => text !== '');

test('whatever a person writes is read back as it was, and the rest of the file stays', () => {
  fc.assert(
    fc.property(texts, (definition) => {
      const changed = withField(slot, 'definition', definition);
      expect(modeOf(changed)).toEqual({ ...modeOf(slot), definition });
      const [head, tail] = [slot.indexOf('definition'), slot.indexOf('owner')];
      expect(changed.startsWith(slot.slice(0, head))).toBe(true);
      expect(changed.endsWith(slot.slice(tail))).toBe(true);
      expect(modeOf(newModeText('A', definition, false))?.definition).toBe(definition);
    }),
  );
});

const folder = 'examples/leasing-assistant/evals/modes';
const examples = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
const pairs = examples.flatMap((text) =>
  examples.filter((other) => other !== text).map((other) => [text, other] as const),
);

test.each(pairs)('of two files the one has both their evals, byte for byte', (text, other) => {
  const merged = withEvalsOf(text, other);
  expect(merged.startsWith(text)).toBe(true);
  const items = (file: string) => (/^evals:\n/m.test(file) ? file.split(/^evals:\n/m)[1] : '');
  const added = merged.slice(text.length).replace(/^evals:\n/, '');
  expect(added.trimEnd()).toBe(items(other)?.trimEnd());
  expect(modeOf(merged)?.evals).toEqual([
    ...(modeOf(text)?.evals ?? []),
    ...(modeOf(other)?.evals ?? []),
  ]);
});

test('lines that end in CRLF go on doing so', () => {
  const text = slot.replaceAll('\n', '\r\n');
  expect(withField(text, 'name', 'New')).toBe(text.replace('Hallucinated tour slot', 'New'));
  const merged = withEvalsOf(text, slot.replace('id: offered', 'id: other'));
  expect(merged.replaceAll('\r\n', '')).not.toContain('\n');
  expect(modeOf(merged)?.evals.map(({ id }) => id)).toEqual(['offered', 'other']);
});
