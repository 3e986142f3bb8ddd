import { describe, expect, test } from 'vitest';
import { clean } from '../../src/foreign/clean.ts';
import { readings, fold } from '../../src/foreign/fold.ts';
import { redactor } from '../../src/foreign/secrets.ts';
import { markupAtoms, orderAtoms } from './atoms.ts';
import { mixes } from './chance.ts';

const canary = 'fk-Canary/9fK2+xQ7Lm_Z4vT8?bW1nR6';
const redact = redactor([canary]);

const bytes = (text: string): string[] =>
  Array.from(Buffer.from(text), (byte) => byte.toString(16).padStart(2, '0'));
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const fullwidth = (text: string): string =>
  text.replace(/[!-~]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));
const spaced = (text: string, by: string): string => Array.from(text).join(by);

describe('redactor', () => {
  test.each([
    ['as it is', canary],
    ['in upper case', canary.toUpperCase()],
    ['reversed', spaced(canary, '\n').split('\n').toReversed().join('')],
    ['spaced', spaced(canary, ' ')],
    ['over many lines', spaced(canary, '\r\n\t')],
    ['with invisible characters', spaced(canary, '\u200b\u00ad')],
    ['with accents', spaced(canary, '\u0301')],
    ['in full width', fullwidth(canary)],
    ['in hex', bytes(canary).join('')],
    ['in upper-case hex with spaces', bytes(canary).join(' ').toUpperCase()],
    ['as part of a URL', encodeURIComponent(canary)],
    [
      'with every byte URL-encoded',
      bytes(canary)
        .map((byte) => `%${byte}`)
        .join(''),
    ],
    ['in base64', base64(canary)],
    ['in base64 after one byte', base64(`:${canary}`)],
    ['in base64 after two bytes', base64(`k=${canary};`)],
    ['in base64url', Buffer.from(canary).toString('base64url')],
    ['in base64 in lines', spaced(base64(canary), '\n')],
    ['in part', canary.slice(9, 21)],
    ['cleaned with its invisible characters', clean(spaced(canary, '\u200b'))],
  ])('hides a secret %s', (_, leak) => {
    const { text, found } = redact(`The key is "${leak}", he said.`);
    expect(found).toBe(true);
    expect(text).toMatch(/^The key is ".{0,4}\[redacted\].{0,4}", he said\.$/s);
  });

  test('hides every occurrence and leaves the rest', () => {
    expect(redact(`a ${canary} 👍 b ${canary}${canary} c`)).toEqual({
      text: 'a [redacted] 👍 b [redacted] c',
      found: true,
    });
  });

  test('hides a secret that follows a percent sign', () => {
    const { text } = redactor(['41sesame'])('100%41sesame');
    expect(text).toBe('100%[redacted]');
  });

  test.each([
    ['of eight characters', 'pa55-wrd', 'x pa55-wrd y', 'x [redacted] y'],
    ['of eight characters in hex', 'pa55-wrd', `x${bytes('pa55-wrd').join('')}y`, 'x[redacted]y'],
    ['of eight characters in base64', 'pa55-wrd', base64(':pa55-wrd;'), 'On[redacted]Ow=='],
    ['of letters beyond ASCII', 'Geheimwörtchen', 'x Geheimw%C3%B6rtchen y', 'x [redacted] y'],
    ['with white space around it', ` ${canary}\n`, `x ${canary} y`, 'x [redacted] y'],
  ])('hides a secret %s', (_, secret, text, expected) => {
    expect(redactor([secret])(text)).toEqual({ text: expected, found: true });
  });

  test.each([
    ['part of a short secret', 'pa55-word', 'pa55-wor'],
    ['a secret of less than eight characters', 'true', 'true'],
    ['eleven characters of a long secret', canary, canary.slice(0, 11)],
    ['an empty secret', '', 'text'],
  ])('leaves %s', (_, secret, text) => {
    expect(redactor([secret])(text)).toEqual({ text, found: false });
  });

  test('takes no time on a long run of accents', () => {
    const text = `a${'\u0301\u0316'.repeat(500_000)}`;
    expect(redact(text).found).toBe(false);
  });

  test('changes nothing in a text without secrets', () => {
    for (const text of mixes([...markupAtoms, ...orderAtoms, '%20', '%C3%B6', 'Σς'], 20_000, 7)) {
      expect(redact(text)).toEqual({ text, found: false });
    }
  });

  test('finds nothing more in what it has redacted', () => {
    const atoms = [...markupAtoms, canary, canary.slice(3, 17), bytes(canary).join('')];
    let hidden = 0;
    for (const text of mixes(atoms, 20_000, 8)) {
      const once = redact(text);
      hidden += Number(once.found);
      expect(redact(once.text)).toEqual({ text: once.text, found: false });
    }
    expect(hidden).toBeGreaterThan(5000);
  });
});

test('a text folds as its pieces do, so that places are found again', () => {
  const atoms = [
    ...markupAtoms,
    'ΑΣ',
    'ς',
    'ß',
    'İ',
    'ﬁ',
    '한',
    '\u1100\u1161',
    '%41',
    '%c3%b6',
    '%c3',
  ];
  for (const text of mixes(atoms, 20_000, 9)) {
    for (const { piece, read } of readings(text)) {
      const pieces = (text.match(piece) ?? []).map((part) => fold(read(part)));
      expect(pieces.join('')).toBe(fold(read(text)));
    }
  }
});
