import { expect, test } from 'vitest';
import { annotations } from '../../src/reports/annotations.ts';
import { renderComment } from '../../src/reports/comment.ts';
import { fileReports } from '../../src/reports/registry.ts';
import { renderTerminal } from '../../src/reports/terminal.ts';
import { modeRow, options, report } from './report.ts';

const opinion = { opinion: true };
const changed = modeRow(
  'Invented slot',
  { verdict: 'regressed', newlyFailing: [{ case: 'c-1', critique: 'says so' }] },
  opinion,
);
const shown = report({
  decision: {
    verdict: 'regressed',
    blocks: true,
    rows: [changed, modeRow('Lectures', {}, opinion)],
  },
});

const pages = fileReports.filter(({ name }) => name !== 'results.json');

const surfaces: [name: string, text: string][] = [
  ['the comment', renderComment(shown, options)],
  ['the terminal', renderTerminal(shown, { width: 120, colour: false })],
  ...pages.map(({ name, render }): [string, string] => [name, render(shown, options)]),
];

test.each(surfaces)(
  '%s says beside the name of each mode that it was never observed',
  (_name, text) => {
    const names = [...text.matchAll(/(?:Invented slot|Lectures)(?=([^]{0,140}))/g)];
    expect(names.length).toBeGreaterThan(1);
    for (const [, after] of names) expect(after).toContain('opinion');
  },
);

test('an annotation says so beside its eval', () => {
  expect(annotations(shown)[0]?.title).toBe(
    'invented-slot/check (opinion: never observed): regressed',
  );
});
