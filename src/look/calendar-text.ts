import { clean } from '../foreign/clean.ts';
import { utf8Length } from '../foreign/cut.ts';
import type { Wall } from './zone.ts';

/** Text as a property's value (RFC 5545, 3.3.11). */
export const calendarText = (text: string): string =>
  clean(text)
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', String.raw`\n`);

/** `20261124T100000`: a time on the wall. */
export const calendarTime = (wall: Wall): string =>
  new Date(wall).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');

const mostOctets = 75;

/** A line longer than 75 octets goes on in the next, after a space; no character is torn. */
const folded = (line: string): string => {
  const lines: string[] = [];
  let current = '';
  for (const character of line) {
    if (utf8Length(current + character) > mostOctets) {
      lines.push(current);
      current = ' ';
    }
    current += character;
  }
  return [...lines, current].join('\r\n');
};

export const calendarFile = (lines: readonly string[]): string =>
  `${lines.map(folded).join('\r\n')}\r\n`;
