import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evalOf, markerOf, sectionIn, withSection } from '../../src/convert/body.ts';

const name = 'slots/plausible';
const marker = markerOf(name);
const fresh = withSection('', name, 'ours');

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');

test('a new body is the marker and the section', () => {
  expect(fresh).toBe(`${marker}\n<!-- failmode:begin -->\nours\n<!-- failmode:end -->\n`);
});

test.each([
  ['a paragraph after it', `${fresh}\nMy plan.\n`, '\n\nMy plan.\n'],
  ['one without a line break', `${fresh}My plan.`, '\nMy plan.'],
  ['one of a browser', `${crlf(fresh)}\r\nMy plan.\r\n`, '\r\n\r\nMy plan.\r\n'],
  ['a quoted section', `${fresh}\n${fresh}`, `\n\n${fresh}`],
])('%s survives an update', (_what, body, after) => {
  const [, kept] = withSection(body, name, 'news').split('news\n<!-- failmode:end -->');
  expect(kept).toBe(after);
});

test('what a person writes around the section survives byte for byte', () => {
  const line = fc.string({ unit: 'binary' }).filter((text) => !text.includes('failmode'));
  const person = fc
    .array(fc.oneof(line, fc.constantFrom('\n', '\r\n', '\r', ' ', '<!--')))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(person, person, fc.array(person), (above, below, sections) => {
      const body = `${marker}\r\n${above}\n<!-- failmode:begin -->\nours\n<!-- failmode:end -->\n${below}`;
      const last = sections.reduce((text, section) => withSection(text, name, section), body);
      const start = last.startsWith(`${marker}\r\n${above}\n<!-- failmode:begin -->\n`);
      return start && last.endsWith(`\n<!-- failmode:end -->\n${below}`);
    }),
  );
});

describe('a damaged section', () => {
  const written = `${fresh}\nMy plan.\n`;

  test.each([
    ['without its begin', written.replace('<!-- failmode:begin -->\n', '')],
    ['without its end', written.replace('<!-- failmode:end -->\n', '')],
    ['without both', written.replace(/<!-- failmode:(begin|end) -->\n/g, '')],
    ['with one indented', written.replace('<!-- failmode:end', '  <!-- failmode:end')],
  ])('%s is appended anew once, and nothing is lost', (_what, body) => {
    const first = withSection(body, name, 'news');
    expect(first.startsWith(body)).toBe(true);
    expect(withSection(first, name, 'newer')).toBe(first.replace(/news(?!.*news)/s, 'newer'));
    expect(sectionIn(first)).toBe('news');
  });
});

test('a first line that a person removed comes back above what is there', () => {
  const body = fresh.replace(marker, 'Hello');
  expect(withSection(body, name, 'ours')).toBe(`${marker}\n${body}`);
});

test.each([
  [marker, name],
  [`${marker}\r\nmore`, name],
  [` ${marker}`, undefined],
  [`hello\n${marker}`, undefined],
  [`${marker} hello`, undefined],
  ['<!-- failmode:convert ../plausible -->', undefined],
  ['<!-- failmode:convert a/b/c -->', undefined],
  ['', undefined],
])('%j is about %s', (body, about) => {
  expect(evalOf(body)).toBe(about);
});

test('a section is the same with the line ends of a browser', () => {
  expect(sectionIn(crlf(withSection('', name, 'a\nb')))).toBe('a\nb');
});
