import { array, assert, constantFrom, integer, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commentMarker, renderComment } from '../../src/reports/comment.ts';
import { renderSummary } from '../../src/reports/summary.ts';
import { examples } from './examples.ts';
import { hostile, hostileTexts, huge, wide } from './extremes.ts';
import { evalRow, modeRow, options, report, where } from './report.ts';
import { linksOf, outsideCode, rendered, unbalanced } from './rendered.ts';

const bytes = (text: string): number => Buffer.byteLength(text);
const home = `${where.serverUrl}/${where.repository}/`;

describe.each(Object.entries(examples))('the report of %s', (name, example) => {
  const markdown =
    example.kind === 'baseline' ? renderSummary(example, options) : renderComment(example, options);

  test('reads as it did before', async () => {
    await expect(markdown).toMatchFileSnapshot(`../outputs/${name}.md`);
  });

  test('renders into balanced HTML without images, and links only into the repository', () => {
    const html = rendered(markdown);
    expect(unbalanced(outsideCode(html))).toEqual([]);
    expect(html).not.toContain('<img');
    expect(linksOf(html).filter((url) => !url.startsWith(`${home}commit/`))).toEqual([]);
  });
});

test('the comment has its marker alone on the first line and the verdict as a heading on the second', () => {
  const [first, second] = renderComment(examples['regressed']!, options).split('\n');
  expect(first).toBe(commentMarker);
  expect(second).toBe('## 2 of 6 failure modes regressed: merge blocked');
});

test('the summary says what the comment says, without the marker', () => {
  const summary = renderSummary(examples['same']!, options);
  expect(renderComment(examples['same']!, options)).toBe(`${commentMarker}\n${summary}`);
});

test.each(hostileTexts.map((text, index) => [text, hostile[index]!] as const))(
  'foreign text stays inside code: %j',
  (_, example) => {
    const html = rendered(renderComment(example, options));
    const own = outsideCode(html);
    expect(linksOf(own)).toEqual([]);
    expect(own).not.toMatch(/evil|octocat|pwned|<img|<script|<input|lone|task|deadbeef/);
    expect(unbalanced(own)).toEqual([]);
    expect(own.match(/<h[1-6]>/g)).toEqual(['<h2>', '<h3>']);
  },
);

test('whatever is foreign stays inside code, in any mixture', () => {
  const text = array(oneof(constantFrom(...hostileTexts), string({ unit: 'grapheme' })), {
    maxLength: 4,
  }).map((parts) => parts.join(''));
  assert(
    property(text, text, (name, critique) => {
      const row = modeRow(
        'x',
        {
          verdict: 'regressed',
          name: `${name}/x`,
          reasons: [critique],
          newlyFailing: [{ case: name, critique }],
        },
        { name },
      );
      const html = rendered(
        renderComment(report({ decision: { verdict: 'regressed', rows: [row] } }), options),
      );
      expect(unbalanced(outsideCode(html))).toEqual([]);
      expect(linksOf(html).filter((url) => !url.startsWith(home))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

describe('5 000 newly failing cases with 10 kB of emoji each', () => {
  const example = huge();
  const comment = renderComment(example, options);

  test('fit a comment: valid, closed, and the rest is counted', () => {
    expect(bytes(comment)).toBeLessThanOrEqual(60_000);
    expect(comment.isWellFormed()).toBe(true);
    expect(comment).not.toContain('\uFFFD\uFFFD');
    expect(unbalanced(outsideCode(rendered(comment)))).toEqual([]);
    expect(comment).toMatch(/and 4,99\d more newly failing cases: the job summary has the rest\./);
    expect(comment).toContain('| `Emoji` | code | 5,000/5,000 · 100 % | 0/5,000 · 0 % |');
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
            newlyFailing: all.map((id) => ({ case: id, critique: text })),
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
          gateChanges: all.map((what) => ({ kind: 'case', what, change: 'removed' })),
        },
        touched: all.map((target) => ({
          target,
          touches: [{ kind: 'prompts', path: target, change: 'changed', moves: [] }],
        })),
        targets: all.map((target) => ({ target, cases: 1, ran: 1, carried: 0, models: all })),
        warnings: all,
        problems: all.map((what) => ({ file: text, line: 1, column: 1, what, mend: text })),
      });
      expect(bytes(renderComment(example, { ...options, maxBytes }))).toBeLessThanOrEqual(maxBytes);
    }),
    { numRuns: 40 },
  );
});

test('the worst row comes first, whatever order the rows come in', () => {
  const rows = [
    modeRow('Improved one', { verdict: 'improved' }),
    modeRow('Unmeasured one', { verdict: 'not measured' }),
    modeRow('Regressed a little', {
      verdict: 'regressed',
      newlyFailing: [{ case: 'a', critique: '' }],
    }),
    modeRow('Regressed a lot', {
      verdict: 'regressed',
      newlyFailing: ['a', 'b'].map((id) => ({ case: id, critique: '' })),
    }),
  ];
  const comment = renderComment(report({ decision: { verdict: 'regressed', rows } }), options);
  const order = [...comment.matchAll(/^\| `(\w+ [a\s\w]*)`/gm)].map(([, name]) => name);
  expect(order).toEqual([
    'Regressed a lot',
    'Regressed a little',
    'Unmeasured one',
    'Improved one',
  ]);
});

test('without details neither inputs, outputs nor critiques are shown, but the way to reproduce is', () => {
  const comment = renderComment(examples['regressed']!, { ...options, detailLevel: 'none' });
  expect(comment).not.toMatch(/Tuesday|Sunday|kb-117/);
  expect(comment).toContain('npx failmode check --case c-001');
  expect(comment).toContain('Inputs and outputs are not shown here');
});

test('redacted details mask addresses and numbers and keep the rest', () => {
  const failing = { case: 'c-1', critique: 'Mails jane@example.com.' };
  const rows = [modeRow('Leaks', { verdict: 'regressed', newlyFailing: [failing] })];
  const example = report({ decision: { verdict: 'regressed', rows } });
  const comment = renderComment(example, { ...options, detailLevel: 'redacted' });
  expect(comment).not.toContain('jane@example');
  expect(comment).toContain('Mails');
});

test('a commit that is no hash is named, never linked', () => {
  const comment = renderComment(report({ subject: { commit: 'main) [x](' } }), options);
  expect(comment).toContain('**Measured** at `main) [`');
});

test('a row of several evals shows them all in its fold', () => {
  const evals = [
    evalRow({ name: 'slot/checked', verdict: 'same' }),
    evalRow({ name: 'slot/judged', rung: 'judge', verdict: 'undecided', reasons: ['p = 0.1'] }),
  ];
  const row = modeRow('Slot', {}, { verdict: 'undecided', evals, decisive: evals[1] });
  const comment = renderComment(
    report({ decision: { verdict: 'undecided', rows: [row] } }),
    options,
  );
  expect(comment.indexOf('`slot/judged`')).toBeLessThan(comment.indexOf('`slot/checked`'));
});
