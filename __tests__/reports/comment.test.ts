import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commentMarker, renderComment } from '../../src/reports/comment.ts';
import { renderSummary } from '../../src/reports/summary.ts';
import { examples } from './examples.ts';
import { hostile, hostileTexts } from './extremes.ts';
import { evalRow, modeRow, options, report, where } from './report.ts';
import { linksOf, outsideCode, rendered, unbalanced } from './rendered.ts';

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
