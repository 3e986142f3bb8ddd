import { describe, expect, test } from 'vitest';
import type { AssertionEntry } from '../../src/domain/assertion.ts';
import { refused, resourcesWith, told, trace } from './judging.ts';

const kb = resourcesWith({ corpora: { kb: ['pets', 'parking'] } });
const cites = (keys: Record<string, unknown> = {}): AssertionEntry => ({
  type: 'citations-exist',
  corpus: 'kb',
  pattern: '\\[kb:([a-z-]+)\\]',
  ...keys,
});

describe('citations-exist', () => {
  test.each([
    ['See [kb:pets] and [kb:parking].', 'holds'],
    ['No source.', 'holds'],
    ['See [kb:pet-fees].', 'cites [kb:pet-fees], which is not in corpus kb'],
    [
      '[kb:a] [kb:b] [kb:pets] [kb:a] [kb:c] [kb:d]',
      'cites [kb:a], [kb:b], [kb:c] and 1 more, which are not in corpus kb',
    ],
    ['See [kb:constructor].', 'cites [kb:constructor], which is not in corpus kb'],
  ])('%s: %s', async (output, said) => {
    expect(await told(cites(), output, kb)).toBe(said);
  });

  test.each([
    [[{ id: 'pets' }], 'holds'],
    [
      [{ id: 'parking' }],
      'cites [kb:pets], which is not among the 1 document retrieved for this case',
    ],
    [[], 'cites [kb:pets], which is not among the 0 documents retrieved for this case'],
    [undefined, 'cites [kb:pets], which is not among the 0 documents retrieved for this case'],
  ])('of what was retrieved, with %j: %s', async (documents, said) => {
    const output = trace({ output: 'See [kb:pets].', ...(documents && { documents }) });
    expect(await told(cites({ retrieved: true }), output, kb)).toBe(said);
  });

  test('an alternative of the pattern that leaves the group out cites nothing', async () => {
    const entry = cites({ pattern: '\\[(?:web|kb:(\\w+))\\]' });
    expect(await told(entry, 'See [web] and [kb:pets].', kb)).toBe('holds');
  });

  test('a corpus that is not there is refused when preparing', async () => {
    expect(await refused(cites({ corpus: 'wiki' }), kb)).toContain('there is no wiki');
  });
});

describe('latency and finish-reason', () => {
  const stopped: AssertionEntry = { type: 'finish-reason', value: 'stop' };
  test.each([
    [{ type: 'latency', max_ms: 100 }, trace({ latency_ms: 100 }), 'holds'],
    [
      { type: 'latency', max_ms: 100 },
      trace({ latency_ms: 100.2 }),
      'took 101 ms; at most 100 allowed',
    ],
    [{ type: 'latency', max_ms: 100 }, trace({}), 'error: the output has no latency_ms'],
    [stopped, trace({ finish_reason: 'stop' }), 'holds'],
    [stopped, trace({ finish_reason: 'length' }), 'finished by "length"; expected "stop"'],
    [stopped, trace({}), 'error: the output has no finish_reason'],
  ])('%j on %j: %s', async (entry, output, said) => {
    expect(await told(entry, output)).toBe(said);
  });
});
