import { expect, test } from 'vitest';
import { escaped } from '../../../src/look/page/visible.ts';

test.each([
  ['plain\n\ttext', 'plain\n\ttext'],
  ['\u001b[31mred', String.raw`\x1b[31mred`],
  ['a\u202Eb\u2066', String.raw`a\u{202e}b\u{2066}`],
  ['zero\u200Bwidth\uFEFF', String.raw`zero\u{200b}width\u{feff}`],
  ['tag \u{E0041}', String.raw`tag \u{e0041}`],
  ['line\r\nend\rhere', String.raw`line` + '\nend' + String.raw`\x0dhere`],
  ['lone \uD800!', String.raw`lone \u{d800}!`],
  ['👩‍👧 ❤️ 1️⃣', '👩‍👧 ❤️ 1️⃣'],
  ['می‌خواهم', 'می‌خواهم'],
  [`Z${'\u0301'.repeat(100)}`, `Z${'\u0301'.repeat(8)}${String.raw`\u{301}+91`}`],
])('%j is shown as %j', (text, shown) => {
  expect(escaped(text)).toBe(shown);
});
