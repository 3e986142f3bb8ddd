import { expect, test } from 'vitest';
import { escapeHtml } from '../../src/foreign/html.ts';
import { markupAtoms } from './atoms.ts';
import { mixes } from './chance.ts';

test('leaves no text and no quoted attribute', () => {
  expect(escapeHtml(`<a href="x" id='y'>\`&amp;\r`)).toBe(
    '&#60;a href=&#34;x&#34; id=&#39;y&#39;&#62;&#96;&#38;amp;\n',
  );
});

test('lets no mark through that HTML knows', () => {
  for (const text of mixes([...markupAtoms, '"', "'"], 50_000, 2)) {
    expect(escapeHtml(text)).not.toMatch(/[<>"'`]|&(?!#\d+;)/);
  }
});
