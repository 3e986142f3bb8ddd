import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/reports/html.ts';
import { renderJunit } from '../../src/reports/junit.ts';
import { fileReports } from '../../src/reports/registry.ts';
import { resultsJson } from '../../src/reports/results.ts';
import { examples } from './examples.ts';
import { hostile, huge, wide } from './extremes.ts';
import { detail, modeRow, options, report, where } from './report.ts';
import { linksOf, outsideCode, unbalanced } from './rendered.ts';

const all = [...Object.values(examples), ...hostile, wide()];

describe('results.json', () => {
  test('holds the whole report, and its version', () => {
    const parsed: unknown = JSON.parse(resultsJson(examples['regressed']!));
    const { schema, decision, details } = examples['regressed']!;
    expect(parsed).toMatchObject({ schema, detailsLeftOut: 0 });
    expect(parsed).toHaveProperty('details.length', details.length);
    expect(parsed).toHaveProperty('decision.verdict', decision.verdict);
    expect(parsed).toHaveProperty('decision.rows.length', decision.rows.length);
  });

  test('leaves details out that would make it larger than can be handled, and counts them', () => {
    const after = 'x'.repeat(1024 * 1024);
    const details = Array.from({ length: 12 }, (_, index) => detail({ case: `c-${index}`, after }));
    const parsed: unknown = JSON.parse(resultsJson(report({ details })));
    expect(parsed).toHaveProperty('details.length', 7);
    expect(parsed).toHaveProperty('detailsLeftOut', 5);
  });

  test('is documented, every field of it', () => {
    const documented = readFileSync(new URL('../../docs/results.md', import.meta.url), 'utf8');
    const names = new Set<string>();
    for (const example of Object.values(examples)) {
      JSON.stringify(JSON.parse(resultsJson(example)), (key, value: unknown) => {
        if (!/^\d*$/.test(key)) names.add(key);
        return value;
      });
    }
    expect([...names].filter((name) => !new RegExp(`[\`.]${name}\``).test(documented))).toEqual([]);
  });
});

/** What is no character of XML 1.0, and what its text may not hold. */
// oxlint-disable-next-line no-control-regex -- it looks for them
const forbidden = /[<\u0000-\u0008\u000b\u000c\u000e-\u001f\uFFFE\uFFFF]|&(?!#\d+;)/;

/** What this writer may write: elements with quoted attributes, text, and references to characters. */
const isWellFormed = (xml: string): boolean => {
  const open: string[] = [];
  const rest = xml
    .replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '')
    .replace(
      /<(\/?)([a-z-]+)((?: [a-z]+="(?:[^"<&]|&#\d+;)*")*)(\/?)>/g,
      (_, end, name: string, __, closed) => {
        if (end === '/') return open.pop() === name ? '' : '<';
        if (closed === '') open.push(name);
        return '';
      },
    );
  return open.length === 0 && !forbidden.test(rest) && rest.isWellFormed();
};

describe('junit.xml', () => {
  test('is a suite for the gate and one a failure mode', () => {
    const xml = renderJunit(examples['regressed']!);
    expect(xml).toContain('<testsuite name="Gate" tests="1" failures="1" errors="0" skipped="0">');
    expect(xml).toContain(
      '<testsuite name="Hallucinated tour slot" tests="5" failures="4" errors="0" skipped="1">',
    );
    expect(xml).toContain(
      '<testcase classname="hallucinated-slot/slot-was-offered" name="c-001">\n<failure message="newly failing (confirmed: passed 0 of 10 here, 10 of 10 on the base): Confirms Tuesday 10:00, which the availability tool did not return."/>',
    );
    expect(xml).toContain(
      'name="c-052">\n<skipped message="cleared by re-runs (flaky here: passed 3 of 7 re-runs): Confirms a slot before the tool was asked."/>',
    );
  });

  test.each([
    ['not measured', '<error message="not measured'],
    ['undecided', '<skipped message="undecided'],
    ['advisory', '<skipped message="advisory'],
  ] as const)('an eval that is %s is no pass', (verdict, xml) => {
    expect(renderJunit(report({ decision: { rows: [modeRow('A', { verdict })] } }))).toContain(xml);
  });

  test('invalid definitions are a failure that names the problems', () => {
    const xml = renderJunit(examples['invalid']!);
    expect(xml).toContain('failures="1"');
    expect(xml).toContain('evals/failmode.yml:31:3');
  });

  test('is well-formed, whatever is in it', () => {
    for (const example of all) expect(isWellFormed(renderJunit(example))).toBe(true);
  });
});

describe('report.html', () => {
  test('is one page that fetches and runs nothing', () => {
    for (const example of all) {
      const html = renderHtml(example, 'full', where);
      const body = outsideCode(html.slice(html.indexOf('<body>'), html.indexOf('</html>'))).replace(
        /<pre class="\w*">[\s\S]*?<\/pre>/g,
        '',
      );
      expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
      expect(
        linksOf(body).filter(
          (url) => !url.startsWith(`${where.serverUrl}/${where.repository}/commit/`),
        ),
      ).toEqual([]);
      expect(body).not.toMatch(/<script|<img|evil|octocat/);
      expect(unbalanced(body)).toEqual([]);
    }
  });

  test('draws the rates and shows the newly failing cases with both outputs', () => {
    const html = renderHtml(examples['regressed']!);
    expect(html).toContain('aria-label="baseline 58/60 · 97 %, here 55/60 · 92 %"');
    expect(html).toContain('<i class="dot after" style="left:91.7%"></i>');
    expect(html).toContain(
      '<pre class="after">Of course! You are booked for Tuesday at 10:00.</pre>',
    );
  });

  test('stays small enough for a browser', () => {
    const html = renderHtml(huge());
    expect(Buffer.byteLength(html)).toBeLessThan(9 * 1024 * 1024);
    expect(html).toMatch(/and [\d,]+ more newly failing cases/);
  });
});

test.each(fileReports.map((file) => [file.name, file] as const))(
  '%s shows no input, output or critique where none may be shown',
  (_, file) => {
    const example = examples['regressed']!;
    expect(file.render(example, options)).toContain('Tuesday');
    expect(file.render(example, { ...options, detailLevel: 'none' })).not.toContain('Tuesday');
  },
);
