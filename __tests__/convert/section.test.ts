import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { evalOf, roomIn, sectionIn, withSection } from '../../src/convert/body.ts';
import { codeEval } from '../../src/convert/code-eval.ts';
import type { Debt } from '../../src/convert/debt.ts';
import { sectionOf } from '../../src/convert/section.ts';
import { utf8Length } from '../../src/foreign/cut.ts';
import hostile from '../fixtures/hostile.json' with { type: 'json' };
import { render, skeleton } from '../foreign/rendered.ts';
import { debtOf, proposal } from './debts.ts';

const bytes = 50_000;
const name = 'slots/plausible';

/** Every place in which an issue shows what others wrote. */
const written = (text: string, times = 1): Debt => {
  const example = { case: text, input: text, output: text, critique: text };
  return debtOf(name, {
    mode: { id: 'slots', name: text, opinion: false, definition: text, owner: text },
    judge: { prompt: text, model: text },
    place: { file: text, line: 3 },
    agreement: {
      tpr: { value: 1, lower: 0.9, upper: 1 },
      tnr: { value: 1, lower: 0.9, upper: 1 },
      labels: 40,
      at: text,
    },
    failing: Array.from({ length: times }, () => example),
    candidates: {
      outcome: 'proposals',
      proposals: [
        proposal({ family: text, yaml: text, wrong: [{ id: text, label: 'fail' }], wrongCount: 1 }),
      ],
    },
  });
};

test('an issue tells all of its eval, and what is ready to be pasted first', async () => {
  const body = withSection('', name, sectionOf(debtOf(), bytes));
  await expect(body).toMatchFileSnapshot('../outputs/convert-to-code-issue.md');
});

test("a judge's words are nobody's but its own", () => {
  const candidates = { outcome: 'proposals' as const, proposals: [proposal({ ready: false })] };
  const section = sectionOf(debtOf(name, { source: 'recorded verdicts', candidates }), bytes);
  const [, told = ''] = section.split('## Code that could take its place');
  expect(told).toMatch(/the share that the judge fails/);
  expect(told).not.toMatch(/people fail|people's labels|a person says/);
});

test.each<[string, Partial<Debt>, string]>([
  ['no failing case', { failing: [] }, 'No case failed in the last run.'],
  [
    'that the failing cases are not told',
    { failing: undefined },
    '## Failing examples\n\nThe examples are in the report of the last run.\n\n##',
  ],
  [
    'failing cases beyond the third',
    { failing: Array(8).fill(debtOf().failing?.[0]) },
    'and 5 more failing cases',
  ],
  [
    'too few labels',
    { candidates: { outcome: 'too few', passes: 31, fails: 4, needed: 20 } },
    'people passed 31 cases and failed 4; 20 of each are needed',
  ],
  [
    'a search that found nothing',
    { candidates: { outcome: 'nothing', tried: 1204 } },
    '1,204 candidates tried',
  ],
  [
    'code that is not good enough',
    { candidates: { outcome: 'proposals', proposals: [proposal({ ready: false })] } },
    '(below the minimum: not ready)',
  ],
  [
    'code without a mistake',
    { candidates: { outcome: 'proposals', proposals: [proposal({ wrong: [], wrongCount: 0 })] } },
    'In cross-validation it said what people said each time.',
  ],
  [
    'what the judge said, where people said too little',
    {
      source: 'recorded verdicts',
      candidates: { outcome: 'proposals', proposals: [proposal({ ready: false })] },
    },
    '(the judge says pass)',
  ],
  [
    'that code would be better, where none is ready',
    { candidates: { outcome: 'proposals', proposals: [proposal({ ready: false })] } },
    'Code would decide for free',
  ],
  [
    'code that is too long to paste',
    {
      candidates: {
        outcome: 'proposals',
        proposals: [proposal({ yaml: `- type: equals\n  value: ${'x'.repeat(9000)}\n` })],
      },
    },
    '`npx failmode climb slots/plausible` prints it',
  ],
  ['a cost without a price', { cost: { calls: 1 } }, '- Cost: 1 model call in the last run'],
])('%s is said', (_what, over, words) => {
  expect(sectionOf(debtOf(name, over), bytes)).toContain(words);
});

test('agreement that was never measured says how it is', () => {
  const { agreement: _none, ...debt } = debtOf();
  expect(sectionOf(debt, bytes)).toContain('`npx failmode calibrate slots/plausible` measures it');
});

test('the lines to paste are the whole eval on the code rung', () => {
  const when = [{ type: 'tool-called', name: 'bookTour' }];
  expect(parse(`evals:\n${codeEval(debtOf(name, { when }), proposal())}`)).toEqual({
    evals: [
      {
        id: 'plausible',
        rung: 'code',
        target: 'leasing',
        when,
        assert: [{ type: 'contains', value: 'at noon', not: true }],
      },
    ],
  });
});

const markers = '<!-- failmode:end -->\n<!-- failmode:begin -->\n<!-- failmode:convert a/b -->';

test.each(Object.entries({ ...hostile, markers }))('%s is inert in an issue', (_what, payload) => {
  const benign = skeleton(render(withSection('', name, sectionOf(written('word'), bytes))));
  for (const text of [payload].flat()) {
    const section = sectionOf(written(text), bytes);
    const body = withSection('', name, section);
    // A text that is empty once it is cleaned is said to be so, without a block.
    if (text.trim() !== '') expect(skeleton(render(body))).toBe(benign);
    expect(evalOf(body)).toBe(name);
    expect(withSection(body, name, section)).toBe(body);
    expect(withSection(`${body}mine`, name, 'short')).toMatch(
      /\nshort\n<!-- failmode:end -->\nmine$/,
    );
  }
});

test('an issue stays below 60 000 bytes, whatever others wrote', () => {
  for (const text of ['x', '`', '😀', '<', '\n', '|'].map((one) => one.repeat(100_000))) {
    const around = 'p'.repeat(30_000);
    const room = roomIn(around);
    const body = withSection(around, name, sectionOf(written(text, 9), room));
    expect(utf8Length(body)).toBeLessThanOrEqual(60_000);
    expect(sectionIn(body)).toBeDefined();
  }
});
