import { describe, expect, test } from 'vitest';
import { sampleTraces } from '../../src/look/sample.ts';
import type { TraceFacts } from '../../src/look/facts.ts';

const facts = (id: string, changes: Partial<TraceFacts> = {}): TraceFacts => ({
  id,
  characters: 100,
  toolCalls: 0,
  at: '2026-11-23T10:00:00Z',
  ...changes,
});

const many = (count: number, make: (at: number) => Partial<TraceFacts> = () => ({})) =>
  Array.from({ length: count }, (_, at) => facts(`t${at}`, make(at)));

const before = new Set(['seen']);
const now = Date.parse('2026-11-24T10:00:00Z');
const options = { seed: 1, size: 20, seen: before, now };

const picks = (sample: ReturnType<typeof sampleTraces>) =>
  Object.groupBy(sample, ({ pick }) => pick);

describe('a sample', () => {
  test('it is the same for the same seed, whatever the order of the files', () => {
    const traces = many(500, (at) => ({ characters: at % 37, toolCalls: at % 5 }));
    const sample = sampleTraces(traces, options);
    expect(sampleTraces(traces.toReversed(), options)).toEqual(sample);
    expect(sampleTraces(traces, { ...options, seed: 2 })).not.toEqual(sample);
  });

  test('some are outliers, some where a mode fires or people disagree, the rest is by chance', () => {
    const traces = many(1000, (at) => ({
      characters: 100 + at,
      latencyMs: at === 5 ? 9_300 : 10,
      ...(at % 2 === 0 && { fires: ['slot'] }),
      ...(at % 10 === 0 && { disagreements: ['slot/judge'] }),
    }));
    const {
      random,
      outlier,
      mode = [],
      disagreement = [],
    } = picks(sampleTraces(traces, { ...options, size: 100 }));
    expect([random?.length, outlier?.length, mode.length + disagreement.length]).toEqual([
      70, 15, 15,
    ]);
    expect(outlier?.map(({ why }) => why)).toContain('long answer: 1,099 characters');
    expect(mode[0]?.why).toBe('slot fires');
    expect(disagreement[0]?.why).toBe('judge and person disagree: slot/judge');
  });

  test('where nothing is known of them more are by chance', () => {
    const { random, outlier } = picks(sampleTraces(many(1000), { ...options, size: 100 }));
    expect([random?.length, outlier]).toEqual([100, undefined]);
  });

  test('the outliers are the extremes of each measure', () => {
    const traces = many(50, (at) => ({ toolCalls: at === 7 ? 9 : 0 }));
    const { outlier } = picks(sampleTraces(traces, options));
    expect(outlier).toEqual([{ trace: 't7', pick: 'outlier', why: '9 tool calls' }]);
  });

  test('what most have is no outlier, though a few have less', () => {
    const traces = many(50, (at) => ({ toolCalls: at < 5 ? 0 : 1 }));
    expect(picks(sampleTraces(traces, options)).outlier).toBeUndefined();
    traces[9] = facts('t9', { toolCalls: 2 });
    const { outlier } = picks(sampleTraces(traces, options));
    expect(outlier).toEqual([{ trace: 't9', pick: 'outlier', why: '2 tool calls' }]);
  });

  test('what was seen before is never in it, and none is in it twice', () => {
    const traces = many(100, (at) => ({ characters: at, toolCalls: at, fires: ['slot'] }));
    const seen = new Set(traces.slice(0, 60).map(({ id }) => id));
    const ids = sampleTraces(traces, { ...options, size: 50, seen }).map(({ trace }) => trace);
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
    expect(ids.filter((id) => seen.has(id))).toEqual([]);
  });

  test('it is of the week up to the newest trace; where that has too few, older ones say so', () => {
    const day = (at: number) => ({ at: new Date(Date.UTC(2026, 0, 1 + at)).toISOString() });
    const recent = sampleTraces(many(60, day), { ...options, size: 8 });
    expect(recent.map(({ trace }) => Number(trace.slice(1))).toSorted((a, b) => a - b)).toEqual([
      52, 53, 54, 55, 56, 57, 58, 59,
    ]);
    const more = sampleTraces(many(60, day), { ...options, size: 10 });
    const old = more.filter(({ why }) => why === 'older, as newer ones are too few');
    expect(old).toHaveLength(2);
    expect(old.filter(({ trace }) => Number(trace.slice(1)) > 51)).toEqual([]);
  });

  test('older ones that fill it up are drawn by chance among all older ones', () => {
    const traces = many(200, (at) => ({ at: new Date(now - at * 864e5).toISOString() }));
    const drawn = Array.from({ length: 50 }, (_, seed) =>
      sampleTraces(traces, { ...options, seed }).map(({ trace }) => trace),
    ).flat();
    expect(new Set(drawn).size).toBeGreaterThan(150);
  });

  test('a trace from the future moves no window', () => {
    const day = (at: number) => ({ at: new Date(Date.UTC(2026, 9, 1 + at)).toISOString() });
    const traces = [...many(40, day), facts('late', { at: '2099-01-01T00:00:00Z' })];
    const sample = sampleTraces(traces, { ...options, size: 9 }).map(({ trace }) => trace);
    const week = ['t32', 't33', 't34', 't35', 't36', 't37', 't38', 't39'];
    expect(sample.toSorted()).toEqual(['late', ...week]);
  });

  test('the first one ever starts with what is notable', () => {
    const traces = many(100, (at) => ({ toolCalls: at }));
    const kinds = sampleTraces(traces, { ...options, seen: new Set() }).map(({ pick }) => pick);
    expect(kinds.slice(0, 3)).toEqual(['outlier', 'outlier', 'outlier']);
    expect(kinds.indexOf('random')).toBe(3);
  });

  test('who stops early in the first one has not read all that is notable', () => {
    const traces = many(1000, (at) => ({ toolCalls: at, fires: at % 2 ? ['slot'] : [] }));
    const sample = sampleTraces(traces, { ...options, size: 100, seen: new Set() });
    const notable = (from: number, to: number) =>
      sample.slice(from, to).filter(({ pick }) => pick !== 'random').length;
    expect(notable(0, 10)).toBe(10);
    expect(notable(10, 100)).toBe(20);
    expect(notable(10, 55)).toBeLessThan(17);
  });

  test('each trace is as likely as any other', () => {
    const traces = many(40);
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 2000; seed += 1) {
      for (const { trace } of sampleTraces(traces, { ...options, seed, size: 10 })) {
        counts.set(trace, (counts.get(trace) ?? 0) + 1);
      }
    }
    // 500 expected of each, standard deviation 19.4
    expect(Math.min(...counts.values())).toBeGreaterThan(420);
    expect(Math.max(...counts.values())).toBeLessThan(580);
  });

  test.each([0, 1])('of %i traces it is no larger than they are', (count) => {
    expect(sampleTraces(many(count), options)).toHaveLength(count);
  });
});
