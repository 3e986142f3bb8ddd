import { describe, expect, test } from 'vitest';
import { aligned, columns, wrapped } from '../../src/reports/terminal/layout.ts';
import { renderTerminal } from '../../src/reports/terminal.ts';
import { examples } from './examples.ts';
import { hostile } from './extremes.ts';
import { report } from './report.ts';

const plain = { width: 100, colour: false };

test.each(Object.entries(examples))('the terminal tells the run of %s', async (name, example) => {
  const text = renderTerminal({ ...example, kind: 'check' }, plain);
  await expect(text).toMatchFileSnapshot(`../outputs/terminal/${name}.txt`);
});

// oxlint-disable no-control-regex -- what this looks for
test('colour adds codes and no word', () => {
  const coloured = renderTerminal(examples['regressed']!, { width: 100, colour: true });
  expect(coloured).toContain('\u001b[31mregressed\u001b[0m');
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderTerminal(examples['regressed']!, plain));
});

test('foreign text moves no cursor, sets no colour and turns no text around', () => {
  for (const example of hostile) {
    const text = renderTerminal(example, plain);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/);
  }
});

const header = (width: number) =>
  /^Failure mode.*$/m.exec(renderTerminal(examples['regressed']!, { width, colour: false }))?.[0];

test('a narrow terminal does without the rung, then without the change', () => {
  expect(header(120)).toMatch(/Rung.*Change/);
  expect(header(100)).not.toContain('Rung');
  expect(header(80)).not.toContain('Change');
});

test('without details no critique reaches the log', () => {
  const text = renderTerminal(examples['regressed']!, { ...plain, detailLevel: 'none' });
  expect(text).not.toContain('Tuesday');
  expect(text).toContain('c-001');
});

test('a run without anything to show still has its verdict', () => {
  expect(renderTerminal(report({ touched: [], decision: { verdict: 'skipped' } }), plain)).toMatch(
    /^Nothing that a target depends on was touched\n/,
  );
});

describe('the layout', () => {
  test.each([
    ['abc', 3],
    ['日本', 4],
    ['🦄', 2],
    ['e\u0301', 1],
    ['\u001b[31mred\u001b[0m', 3],
  ])('counts the columns of %j as %d', (text, count) => {
    expect(columns(text)).toBe(count);
  });

  test('pads every cell but the last', () => {
    expect(
      aligned([
        ['a', 'b'],
        ['日本', ''],
      ]),
    ).toEqual(['a     b', '日本']);
  });

  test('wraps words under the start of the text and cuts none', () => {
    expect(wrapped('L  ', 'one two verylongword x', 10)).toEqual([
      'L  one two',
      '   verylongword',
      '   x',
    ]);
  });
});
