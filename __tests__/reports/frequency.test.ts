import { expect, test } from 'vitest';
import { rateText } from '../../src/frequency/words.ts';
import { renderFrequency } from '../../src/reports/frequency.ts';
import { columns } from '../../src/reports/terminal/layout.ts';
import {
  before,
  frequency,
  hostileResult,
  result,
  share,
  unmeasured,
} from '../frequency/results.ts';
import { hostileTexts } from './extremes.ts';

const plain = { width: 100, colour: false };

const example = result(
  [
    frequency(
      'slot',
      [123, 1000],
      { last: before([80, 1000], [123, 1000]) },
      {
        traces: 1200,
        sightings: [{ trace: 't-17', critique: 'It says 3 pm.' }],
      },
    ),
    frequency('tone', [90, 1000], {
      by: 'judge',
      advisory: 'it has no labels',
      last: before([80, 1000], [90, 1000]),
    }),
    frequency('cite', [30, 1000], { last: before([70, 1000], [30, 1000]) }),
    unmeasured('ignores', { by: 'people', happened: 1, rate: share(1, 10) }),
    unmeasured('rude', { opinion: true, read: { count: 0, of: 10, lower: 0, upper: 1 } }),
  ],
  { unanswered: 3, unassigned: 2 },
);

test('the terminal shows the modes with a bar each, and what changed since the last time', async () => {
  await expect(renderFrequency(example, plain)).toMatchFileSnapshot(
    '../outputs/terminal/frequency.txt',
  );
});

test('a corrected rate stands with what the judge saw, and how far it is to be trusted', () => {
  const estimate = { value: 0.2, lower: 0.1, upper: 0.3 };
  const agrees = { value: 0.9, lower: 0.8, upper: 0.95 };
  const judge = {
    standing: { state: 'calibrated' as const },
    agreement: { tpr: agrees, tnr: agrees, kappa: undefined },
    labels: 50,
    corrected: { ...estimate, clipped: true },
    usage: { calls: 0, inputTokens: 0, outputTokens: 0, seconds: 0 },
  };
  const mode = frequency(
    'tone',
    [30, 100],
    { by: 'judge', rate: estimate },
    {
      rung: 'judge',
      rate: estimate,
      judge,
    },
  );
  const text = renderFrequency(result([mode]), { ...plain, width: 400 });
  expect(text).toMatch(/20 % \(10–30\)/);
  expect(text).toMatch(
    /corrected \(clipped\) for a judge that agrees with people on 90 % of passes and 90 % of fails \(50 labels\); it saw 30 %/,
  );
});

test.each([
  [share(0, 100_000), '0 % (0.000–0.004)'],
  [share(0, 20), '0 % (0–16)'],
  [share(1, 1_000_000), '< 0.001 % (0.000–0.001)'],
  [share(3, 1000), '0.30 % (0.10–0.88)'],
  [share(37, 1000), '3.7 % (2.7–5.1)'],
  [share(123, 1000), '12 % (10–14)'],
  [{ value: 0, lower: 0.02, upper: 0.1 }, '2–10 %'],
  [undefined, '–'],
])('the rate %j reads %s', (rate, text) => {
  expect(rateText(rate)).toBe(text);
});

test('without a mode, and without a rate, there is still something to say', () => {
  expect(renderFrequency(result([]), plain)).toContain('No failure mode is named yet');
  expect(renderFrequency(result([unmeasured('a')]), plain)).toContain('no eval measures it');
});

test.each([60, 80, 120])('at %d columns no line is longer', (width) => {
  const lines = renderFrequency(example, { width, colour: false }).split('\n');
  expect(Math.max(...lines.map(columns))).toBeLessThanOrEqual(width);
});

// oxlint-disable no-control-regex -- what this looks for
test('foreign text moves no cursor, sets no colour and turns no text around', () => {
  for (const text of hostileTexts) {
    const shown = renderFrequency(hostileResult(text), plain);
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/);
  }
});

test('colour adds codes and no word', () => {
  const coloured = renderFrequency(example, { width: 100, colour: true });
  expect(coloured).toContain('\u001b[31m');
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderFrequency(example, plain));
});
