import { expect, test } from 'vitest';
import { frequencyPlot } from '../../src/reports/frequency-plot.ts';
import { before, frequency, hostileResult, result, unmeasured } from '../frequency/results.ts';
import { hostileTexts } from './extremes.ts';

const tag = /<(\/?)([a-z]+)((?: [a-zA-Z0-9:-]+="[^"<]*")*)(\/?)>/g;

/** What keeps a text from being well-formed XML: a tag that does not close, a bare `<` or `&`. */
const flaws = (svg: string): string[] => {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [whole, slash, name = '', , empty] of svg.matchAll(tag)) {
    if (slash !== '') wrong.push(...(open.pop() === name ? [] : [whole]));
    else if (empty === '') open.push(name);
  }
  const rest = svg.replaceAll(tag, '').replaceAll(/&(?:#\d+|amp|lt|gt|quot);/g, '');
  // oxlint-disable-next-line no-control-regex -- XML has none of them
  return [...open, ...wrong, ...(rest.match(/[<&\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g) ?? [])];
};

const count = (svg: string, mark: string): number => svg.split(mark).length - 1;

test('each mode has a dot with its interval, and a hollow one for the last time', () => {
  const svg = frequencyPlot(
    result([
      frequency('up', [123, 1000], { last: before([80, 1000], [123, 1000]) }),
      frequency('same', [9, 100], { last: before([8, 100], [9, 100]) }),
      frequency('first', [4, 100]),
      unmeasured('none'),
    ]),
  );
  expect(flaws(svg)).toEqual([]);
  // One more of each in the legend.
  expect(count(svg, 'class="now"')).toBe(3 + 1);
  expect(count(svg, 'class="then"')).toBe(2 + 1);
  expect(svg).toContain('▲ +4.3 points, beyond luck');
  expect(svg).toContain('+1.0 points, may be luck');
  expect(svg).toContain('last time, 2026-11-17');
  expect(svg).toContain('in 1,200 traces');
});

test('a rate that its interval misses has no dot, and one that only advises is marked', () => {
  const svg = frequencyPlot(
    result([
      frequency('a', [1, 10], { rate: { value: 0, lower: 0.1, upper: 0.2 } }),
      frequency('b', [1, 10], { by: 'judge', advisory: 'why' }),
    ]),
  );
  expect(count(svg, 'class="now"')).toBe(1);
  expect(count(svg, 'class="now advised"')).toBe(1);
  expect(svg).toContain('judge · advisory');
});

test('it fetches nothing, runs nothing, and knows light and dark', () => {
  const svg = frequencyPlot(result([frequency('a', [1, 10])]));
  expect(svg).toContain('prefers-color-scheme: dark');
  expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
    /https?:|url\(|href|@import/,
  );
});

test.each(hostileTexts)('the foreign text %j stays text', (text) => {
  const svg = frequencyPlot(hostileResult(text));
  expect(flaws(svg)).toEqual([]);
  expect(svg).not.toMatch(
    /<(?:script|img|a|foreignObject|image|use)\b|\son\w+=|[\u202a-\u202e\u2066-\u2069]/,
  );
});

test('a long name is cut, and stands whole in its title', () => {
  const name = '予約'.repeat(30);
  const svg = frequencyPlot(result([frequency('a', [1, 10], { name })]));
  expect(svg).toContain(`<title>${name} `);
  expect(svg).toMatch(/class="name">(?:予約){1,9}予?…</);
});

test('without a mode it says so', () => {
  const svg = frequencyPlot(result([]));
  expect(flaws(svg)).toEqual([]);
  expect(svg).toContain('No failure mode is named yet');
});
