import type { EvalName } from '../domain/names.ts';
import { modeIdPattern } from '../domain/names.ts';
import { evalIdPattern } from '../domain/mode.ts';
import { utf8Length } from '../foreign/cut.ts';

const begin = '<!-- failmode:begin -->';
const end = '<!-- failmode:end -->';

/** What the first line of an eval's issue is. */
export const markerOf = (name: EvalName): string => `<!-- failmode:convert ${name} -->`;

const firstLine = (body: string): string => body.split(/\r?\n/, 1)[0] ?? '';

export const isEvalName = (name: string): name is EvalName => {
  const [mode = '', id = '', ...rest] = name.split('/');
  return rest.length === 0 && modeIdPattern.test(mode) && evalIdPattern.test(id);
};

/** The eval that a body is about, as its first line says. Anybody can write that line. */
export const evalOf = (body: string): EvalName | undefined => {
  const name = /^<!-- failmode:convert (\S+) -->$/.exec(firstLine(body))?.[1] ?? '';
  return isEvalName(name) ? name : undefined;
};

/** A body, taken apart at the lines between which the bot writes. */
type Parts = { before: string; section: string; after: string };

const markerLines = /^<!-- failmode:(begin|end) -->(?=\r?$)/gm;

/** The first begin that is followed by an end; undefined where a person removed one of the two. */
const partsOf = (body: string): Parts | undefined => {
  const marks = [...body.matchAll(markerLines)];
  const first = marks.findIndex((mark, at) => mark[1] === 'begin' && marks[at + 1]?.[1] === 'end');
  const [from, to] = [marks[first], marks[first + 1]];
  if (from === undefined || to === undefined) return undefined;
  const [start, stop] = [from.index, to.index + to[0].length];
  return {
    before: body.slice(0, start),
    section: body.slice(start, stop),
    after: body.slice(stop),
  };
};

/** Foreign text that holds a marker on a line of its own must not end the section. */
const unmarked = (text: string): string => text.replace(/^<!-- failmode:/gm, ' $&');

const framed = (section: string): string => `${begin}\n${unmarked(section)}\n${end}`;

/** The section that stands in a body, with LF line ends; undefined where it is damaged. */
export const sectionIn = (body: string): string | undefined =>
  partsOf(body)
    ?.section.replaceAll('\r\n', '\n')
    .slice(begin.length + 1, -end.length - 1);

/** The section as it will stand in a body. */
export const asStored = unmarked;

/** The marker belongs on the first line: by it the issue is found where the ledger is lost. */
const withMarker = (body: string, name: EvalName): string =>
  evalOf(body) === name ? body : `${markerOf(name)}\n${body}`;

/** The body with the bot's section, and every byte around it as it was. */
export const withSection = (body: string, name: EvalName, section: string): string => {
  const parts = partsOf(body);
  if (parts !== undefined) {
    return withMarker(`${parts.before}${framed(section)}${parts.after}`, name);
  }
  const gap = body === '' ? '' : body.endsWith('\n') ? '\n' : '\n\n';
  return withMarker(`${body}${gap}${framed(section)}\n`, name);
};

const mostBytes = 60_000;
/** A person who writes so much that less is left has the section longer than the limit. */
const leastBytes = 6_000;

/** The room that what people wrote around it leaves the section, in bytes. */
export const roomIn = (body: string): number => {
  const parts = partsOf(body);
  const around = parts === undefined ? body : parts.before + parts.after;
  return Math.max(leastBytes, mostBytes - utf8Length(around) - 400);
};
