import { expect, test } from 'vitest';
import { terminalSafe } from '../../src/foreign/terminal.ts';
import { orderAtoms } from './atoms.ts';
import { mixes } from './chance.ts';

test.each([
  ['colours', '\u001b[31mred\u001b[0m', '�red�'],
  ['cursor moves', 'pass\u001b[2K\u001b[1Gfail', 'pass��fail'],
  ['titles', '\u001b]0;title\u0007x', '�x'],
  ['links', '\u001b]8;;https://evil.example\u001b\\x\u001b]8;;\u001b\\', '�x�'],
  ['eight-bit escapes', '\u009b31mx\u009d0;t\u009cy', '�x�y'],
  ['escapes inside escapes', '\u001b\u001b[31m[31mx', '��[31mx'],
  ['unfinished escapes', '\u001b]0;title', '�]0;title'],
  ['overwritten lines', 'fail\rpass', 'fail\npass'],
  ['backspaces and bells', 'fail\b\b\b\b\u0007', 'fail�����'],
  ['reversed reading', '\u202egpj.exe', '�gpj.exe'],
])('%s do nothing', (_, text, expected) => {
  expect(terminalSafe(text)).toBe(expected);
});

test('no control character reaches the terminal but tab and LF', () => {
  for (const text of mixes([...orderAtoms, '\u001b', '\u009d', '\\', ';'], 50_000, 3)) {
    expect(terminalSafe(text)).not.toMatch(/(?![\t\n])[\p{Cc}\p{Bidi_Control}]/u);
  }
});
