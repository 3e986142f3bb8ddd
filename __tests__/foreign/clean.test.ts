import { describe, expect, test } from 'vitest';
import { clean, oneLine } from '../../src/foreign/clean.ts';
import { markupAtoms, orderAtoms } from './atoms.ts';
import { mixes } from './chance.ts';

describe('clean', () => {
  test.each([
    ['keeps tab and LF', 'a\tb\nc', 'a\tb\nc'],
    ['ends lines with LF', 'a\r\nb\rc\u2028d\u2029e\u0085f\vg\fh', 'a\nb\nc\nd\ne\nf\ng\nh'],
    ['composes', 'cafe\u0301', 'café'],
    ['finds the backtick that only NFC shows', '\u1fef', '`'],
    ['marks control characters', 'a\0b\u001b[1m\u009b\u007f', 'a�b�[1m��'],
    ['marks zero-width characters', 'a\u200bb\u00adc\ufeffd\u2060\u3164', 'a�b�c�d��'],
    ['marks bidirectional controls', '\u202emain\u2066\u061c', '�main��'],
    ['marks tag characters', '🏴\u{e0067}\u{e007f}', '🏴��'],
    ['marks half a surrogate pair', 'a\ud83d', 'a�'],
    ['marks what joins emoji', '👩\u200d💻', '👩�💻'],
    ["keeps an emoji's own selector, once", '❤\ufe0f\ufe0f a\ufe0f', '❤\ufe0f� a�'],
    ['keeps keycaps', '1\ufe0f\u20e3', '1\ufe0f\u20e3'],
    ['marks a selector without an emoji', '#\ufe0f#\ufe0f[', '#�#�['],
    ['marks a tower of accents', `z${'\u0301\u0316'.repeat(40)}`, 'z�'],
  ])('%s', (_, text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  test('changes nothing the second time', () => {
    const towers = ['\u0344'.repeat(20), '\u0344'.repeat(20) + '\ufe0f', '\u0316'];
    for (const text of mixes([...markupAtoms, ...orderAtoms, ...towers], 50_000, 1)) {
      const once = clean(text);
      expect(clean(once)).toBe(once);
    }
  });

  test('takes no time on a long run of accents', () => {
    expect(clean('\u0301\u0316'.repeat(500_000))).toBe('�');
  });
});

describe('oneLine', () => {
  test('makes one space of each run of white space', () => {
    expect(oneLine(' a\r\n\t b\u2028\u3000c ')).toBe('a b c');
  });

  test('cuts', () => {
    expect(oneLine('word '.repeat(50), 30)).toBe('word word w… (+238 characters)');
  });
});
