import { describe, expect, test } from 'vitest';
import { clean, oneLine } from '../../src/foreign/clean.ts';
import { utf8Length } from '../../src/foreign/cut.ts';
import { codeBlock, details, htmlCode, inlineCode } from '../../src/foreign/markdown.ts';
import hostile from '../fixtures/hostile.json' with { type: 'json' };
import { markupAtoms } from './atoms.ts';
import { mixes } from './chance.ts';
import { codeTexts, render, skeleton } from './rendered.ts';

/** Every place in which the reports show foreign text, and words of ours after it. */
const page = (text: string): string =>
  [
    `| Failure mode | Verdict |\n| --- | --- |\n| ${inlineCode(text)} | ours |`,
    `- ${inlineCode(text)} ours`,
    details(`ours ${htmlCode(text)} ours`, codeBlock(text, 4000)),
    `${inlineCode(text)} ours`,
    'ours, after all of it',
  ].join('\n\n');

const benign = skeleton(render(page('word')));

const withoutBackslashes = (text: string | undefined): string => (text ?? '').replaceAll('\\', '');

/** Why the page is not inert; undefined if it is. */
const flaw = (text: string): string | undefined => {
  const html = render(page(text));
  if (skeleton(html) !== benign) return `breaks out: ${html}`;
  if (!html.endsWith('<p>ours, after all of it</p>')) return `swallows what follows: ${html}`;
  const line = oneLine(text, 120) || '(empty)';
  const [cell, item, summary, block, paragraph] = codeTexts(html);
  const pipesEscaped = [cell, item, paragraph].map(withoutBackslashes);
  const same =
    pipesEscaped.every((shown) => shown === withoutBackslashes(line)) &&
    summary === line &&
    block === `${clean(text)}\n`;
  return same ? undefined : `shows something else: ${html}`;
};

/** What makes code inert, without rendering it: fast enough for very many texts. */
const isFenced = (text: string): boolean => {
  const span = /^(`+)([^`](?:.*[^`])?)\1$/.exec(inlineCode(text));
  const inside = span?.[2] ?? '';
  const runs = inside.match(/`+/g) ?? [];
  const pipes = inside.match(/\\*\|/g) ?? [];
  const lines = codeBlock(text, 4000).split('\n');
  const fence = /^(`{3,})text$/.exec(lines[0] ?? '')?.[1] ?? '';
  return (
    span !== null &&
    runs.every((run) => run.length < (span[1] ?? '').length) &&
    pipes.every((pipe) => pipe.length % 2 === 0) &&
    fence !== '' &&
    lines.at(-1) === fence &&
    lines.slice(1, -1).every((line) => !line.includes(fence)) &&
    /^<code>(?:[^!-/:-@[-`{-~\n]|&#\d+;)+<\/code>$/.test(htmlCode(text))
  );
};

describe('foreign text in Markdown', () => {
  test.each(Object.entries(hostile))('%s is inert in every place', (_, payload) => {
    expect([payload].flat().map(flaw)).toEqual([payload].flat().map(() => undefined));
  });

  test.each(['', ' ', '`', '``', ' ` ', '\\', '|', '\\|', '\\\\|', '||', '`|`\\', '\n', '\u1fef|'])(
    '%j is inert in every place',
    (text) => {
      expect(flaw(text)).toBeUndefined();
    },
  );

  test('3000 mixes of hostile scraps are inert when rendered', () => {
    for (const text of mixes(markupAtoms, 3000, 5)) {
      const found = flaw(text);
      if (found !== undefined) expect.fail(`${JSON.stringify(text)} ${found}`);
    }
  });

  test('200 000 mixes of hostile scraps have a fence that they cannot close', () => {
    for (const text of mixes(markupAtoms, 200_000, 6)) {
      if (!isFenced(text)) expect.fail(JSON.stringify(text));
    }
  });

  test('the same mixes do break out of plain backticks', () => {
    const broken = [...mixes(markupAtoms, 1000, 5)].filter(
      (text) => skeleton(render(`\`${text}\``)) !== skeleton(render('`word`')),
    );
    expect(broken.length).toBeGreaterThan(300);
  });
});

describe('inlineCode', () => {
  test.each([
    ['word', '`word`'],
    ['a`b', '``a`b``'],
    ['`a`', '`` `a` ``'],
    ['a|b', '`a\\|b`'],
    ['a\\|b', '`a\\\\\\|b`'],
    ['a\nb', '`a b`'],
    ['', '`(empty)`'],
  ])('shows %j as %s', (text, expected) => {
    expect(inlineCode(text)).toBe(expected);
  });

  test('cuts to 120 characters, or as many as are asked for', () => {
    expect(inlineCode('x'.repeat(200))).toBe(`\`${'x'.repeat(101)}… (+99 characters)\``);
    expect(inlineCode('x'.repeat(200), 30)).toHaveLength(32);
  });
});

describe('codeBlock', () => {
  test('has a fence longer than any run of backticks in the text', () => {
    expect(codeBlock('a\n````\nb', 1000)).toBe('`````text\na\n````\nb\n`````');
  });

  test('has at most so many bytes, whatever is in it', () => {
    for (const atom of ['x', '👍', '`', '`\n', '\\', '<']) {
      expect(utf8Length(codeBlock(atom.repeat(100_000), 2000))).toBeLessThanOrEqual(2000);
    }
  });

  test('uses the bytes that it has', () => {
    expect(utf8Length(codeBlock('👍'.repeat(1000), 2000))).toBeGreaterThan(1990);
  });
});
