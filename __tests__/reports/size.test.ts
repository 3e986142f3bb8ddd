import { assert, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderComment } from '../../src/reports/comment.ts';
import { renderSummary } from '../../src/reports/summary.ts';
import { huge, wide } from './extremes.ts';
import { again, modeRow, options, report } from './report.ts';
import { outsideCode, rendered, unbalanced } from './rendered.ts';

const bytes = (text: string): number => Buffer.byteLength(text);

describe('5 000 newly failing cases with 10 kB of emoji each', () => {
  const example = huge();
  const comment = renderComment(example, options);

  test('fit a comment: valid, closed, and the rest is counted', () => {
    expect(bytes(comment)).toBeLessThanOrEqual(60_000);
    expect(comment.isWellFormed()).toBe(true);
    expect(comment).not.toContain('\uFFFD\uFFFD');
    expect(unbalanced(outsideCode(rendered(comment)))).toEqual([]);
    expect(comment).toMatch(/and 4,99\d more newly failing cases: the job summary has the rest\./);
    expect(comment).toContain('| `Emoji` | code | 5,000/5,000 · 100&nbsp;% | 0/5,000 · 0&nbsp;% |');
  });

  test('leave room for the other failure mode', () => {
    expect(comment).toContain('<b><code>Words</code></b> regressed: 1 case newly failing');
  });

  test('fit the job summary', () => {
    const summary = renderSummary(example, options);
    expect(bytes(summary)).toBeLessThanOrEqual(900 * 1024);
    expect(summary).toMatch(/more newly failing cases: `results\.json` has the rest\./);
    expect(unbalanced(outsideCode(rendered(summary)))).toEqual([]);
  });
});

test('500 failure modes fit a comment, the worst of them in the table', () => {
  const comment = renderComment(wide(), options);
  expect(bytes(comment)).toBeLessThanOrEqual(60_000);
  expect(comment).toContain('## 250 of 500 failure modes regressed: merge blocked');
  expect(comment).toContain('<summary>210 more failure modes</summary>');
  expect(comment).toMatch(/^and \d+ more failure modes: the job summary has the rest\.$/m);
  expect(unbalanced(outsideCode(rendered(comment)))).toEqual([]);
});

test('no report is larger than its budget', () => {
  const long = string({
    unit: constantFrom('🦄', '|', '`', '&', 'é', '\u0301', ' ', 'a'),
    minLength: 100,
    maxLength: 3_000,
  });
  const many = integer({ min: 0, max: 60 });
  assert(
    property(long, many, constantFrom(20_000, 60_000), (text, count, maxBytes) => {
      const all = Array.from({ length: count }, (_, index) => `${index}${text}`);
      const rows = all.map((name) =>
        modeRow(
          'x',
          {
            verdict: 'regressed',
            reasons: all,
            newlyFailing: all.map((id, index) => ({
              case: id,
              critique: text,
              ...again(index % 2 === 0 ? 'cleared' : 'confirmed', '0/10'),
            })),
            newlyFixed: all,
            errors: all.map((id) => ({ case: id, reason: text })),
          },
          { name },
        ),
      );
      const example = report({
        decision: {
          verdict: 'not-measured',
          blocks: true,
          reasons: all,
          rows: [...rows, ...all.map((name) => modeRow(name))],
          gateChanges: all.map((what) => ({
            kind: 'case',
            what,
            change: 'removed',
            ...(what.startsWith('1') && { accepted: what }),
          })),
        },
        touched: all.map((target) => ({
          target,
          touches: [{ kind: 'prompts', path: target, change: 'changed', moves: [] }],
        })),
        targets: all.map((target) => ({ target, cases: 1, ran: 1, carried: 0, models: all })),
        reruns: { cases: count, perSide: 10, confirmed: count, cleared: 0, unresolved: 0 },
        acceptCode: text,
        warnings: all,
        problems: all.map((what) => ({ file: text, line: 1, column: 1, what, mend: text })),
      });
      expect(bytes(renderComment(example, { ...options, maxBytes }))).toBeLessThanOrEqual(maxBytes);
    }),
    { numRuns: 40 },
  );
});
