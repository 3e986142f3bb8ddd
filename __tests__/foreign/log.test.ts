import { describe, expect, test } from 'vitest';
import { guarded, logsafe } from '../../src/foreign/log.ts';
import hostile from '../fixtures/hostile.json' with { type: 'json' };
import { orderAtoms } from './atoms.ts';
import { mixes } from './chance.ts';
import { obeyed, recognised } from './runner.ts';

const token = '0123456789abcdef0123456789abcdef';

describe('logsafe', () => {
  test('silences both grammars of the runner, which a prefix alone does not', () => {
    const prefixed = hostile.runnerCommands.replaceAll('\n', '\n│ ');
    expect(recognised(hostile.runnerCommands)).toHaveLength(10);
    expect(recognised(`│ ${prefixed}`)).toHaveLength(3);
    expect(recognised(logsafe(hostile.runnerCommands))).toEqual([]);
  });

  test('marks every line as foreign', () => {
    expect(logsafe('a\r\n##[error]b\u2028')).toBe('│ a\n│ ## [error]b\n│ ');
  });

  test('gives no command for any mix of their parts', () => {
    let raw = 0;
    for (const text of mixes(orderAtoms, 200_000, 4)) {
      raw += recognised(text).length;
      const safe = logsafe(text);
      if (recognised(safe).length > 0) expect.fail(`obeyed: ${JSON.stringify(text)}`);
    }
    expect(raw).toBeGreaterThan(10_000);
  });

  test.each(Object.entries(hostile))('gives no command for %s', (_, payload) => {
    expect(recognised(logsafe([payload].flat().join('\n')))).toEqual([]);
  });
});

describe('guarded', () => {
  test('silences its lines and lets the runner hear what follows', () => {
    const block = guarded(hostile.runnerCommands.split('\n'), token);
    expect(obeyed(`::notice::before\n${block}\n::notice::after`)).toEqual([
      'notice',
      'stop-commands',
      'notice',
    ]);
  });

  test.each(['', 'pwn', '0'.repeat(31), `${token}::`])('refuses the token %j', (weak) => {
    expect(() => guarded([], weak)).toThrow('pass 128 random bits in hex');
  });
});
