import { describeProblem } from '../domain/problem.ts';
import type { DetailLevel, Report } from '../domain/report.ts';
import { escapeHtml } from '../foreign/html.ts';
import { withDetails } from './details.ts';
import { commandsOf, gateTest, type Outcome, type Test, testsOfMode } from './junit/tests.ts';
import { opinionMark } from './words/mode-name.ts';
import { headline } from './words/headline.ts';

/** XML has no place for these; `escapeHtml` has cleaned away the others of that kind. */
const nonCharacters = /[\uFFFE\uFFFF]/g;

const escaped = (text: string): string => escapeHtml(text).replace(nonCharacters, '\uFFFD');

const element = (
  name: string,
  attributes: Record<string, string | number>,
  inside: string,
): string => {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(`${value}`)}"`,
  );
  const open = `<${name}${written.join('')}`;
  return inside === '' ? `${open}/>` : `${open}>${inside}</${name}>`;
};

const lines = (elements: readonly string[]): string =>
  elements.length === 0 ? '' : `\n${elements.join('\n')}\n`;

const testcase = ({ classname, name, outcome, out }: Test): string =>
  element(
    'testcase',
    { classname, name },
    lines([
      ...(outcome === undefined ? [] : [element(outcome.kind, { message: outcome.message }, '')]),
      ...(out === '' ? [] : [element('system-out', {}, escaped(out))]),
    ]),
  );

const testsuite = (name: string, tests: readonly Test[]): string => {
  const count = (kind: Outcome['kind']) =>
    tests.filter(({ outcome }) => outcome?.kind === kind).length;
  const counts = {
    tests: tests.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
  return element('testsuite', { name, ...counts }, lines(tests.map(testcase)));
};

/** JUnit XML: a suite for the gate, then one a failure mode. */
export const renderJunit = (whole: Report, level: DetailLevel = 'full'): string => {
  const report = withDetails(whole, level);
  const { decision, problems, details } = report;
  const name = headline(report.decision, report.kind);
  const commands = commandsOf(details);
  const out = [...decision.reasons, ...problems.map(describeProblem)].join('\n');
  const suites = [
    testsuite('Gate', [gateTest(report, name, out)]),
    ...decision.rows.map((row) =>
      testsuite(`${row.name}${row.opinion ? opinionMark : ''}`, testsOfMode(row, commands)),
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name }, lines(suites))}\n`;
};
