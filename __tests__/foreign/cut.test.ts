import { describe, expect, test } from 'vitest';
import { cut, cutBytes, utf8Length } from '../../src/foreign/cut.ts';

describe('cut', () => {
  test('leaves alone what fits', () => {
    expect(cut('👍👍', 2)).toBe('👍👍');
    expect(cutBytes('👍👍', 8)).toBe('👍👍');
  });

  test('says how many characters are gone, within the limit', () => {
    expect(cut('👍'.repeat(100), 30)).toBe(`${'👍'.repeat(11)}… (+89 characters)`);
  });

  test('says of bytes, too, how many characters are gone', () => {
    expect(cutBytes('👍'.repeat(100), 40)).toBe(`${'👍'.repeat(4)}… (+96 characters)`);
  });

  test('splits no character and exceeds no limit', () => {
    const text = 'aé€👍'.repeat(40);
    for (let max = -1; max < 450; max += 1) {
      const characters = cut(text, max);
      const bytes = cutBytes(text, max);
      expect(Array.from(characters).length).toBeLessThanOrEqual(Math.max(0, max));
      expect(utf8Length(bytes)).toBeLessThanOrEqual(Math.max(0, max));
      expect([characters.isWellFormed(), bytes.isWellFormed()]).toEqual([true, true]);
    }
  });
});
