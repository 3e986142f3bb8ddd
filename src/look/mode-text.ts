import { isDeepStrictEqual } from 'node:util';
import {
  Document,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  Scalar,
  stringify,
  type Pair,
  type ParsedNode,
  type Range,
} from 'yaml';
import { readYaml } from '../definitions/document.ts';
import { modeSchema } from '../definitions/modes.ts';
import { Refusal } from './refusal.ts';
import { blockOf, insertEvals } from './mode-evals.ts';

const options = { schema: 'core', stringKeys: true } as const;
const lineWidth = 100;

type Fields = Record<string, unknown>;

export const parsed = (text: string): Document.Parsed => parseDocument(text, options);

export const fieldsOf = (text: string): Fields => {
  const fields: unknown = parsed(text).toJS({ maxAliasCount: 0 });
  return typeof fields === 'object' && fields !== null ? (fields as Fields) : {};
};

const saysIt = (text: string, wanted: Fields): boolean => {
  const { value, raw } = readYaml('', text, modeSchema);
  return value !== undefined && isDeepStrictEqual(raw, wanted);
};

/** The first text that is a valid mode file and says what it must: tried from the least change on. */
export const firstThat = (
  wanted: Fields,
  attempts: readonly (() => string | undefined)[],
): string => {
  for (const attempt of attempts) {
    const text = attempt();
    if (text !== undefined && saysIt(text, wanted)) return text;
  }
  throw new Refusal(
    422,
    'the mode file could not be written so that it says that',
    'it would not be valid, or would say something else',
    'use other words, or edit the file by hand',
  );
};

type Style = 'folded' | 'one line';

/** `key: value` as YAML, with its line end. */
const written = (key: string, value: string, style: Style): string => {
  const document = new Document({ [key]: value }, options);
  const node = document.get(key, true);
  const isLong = value.length > 80 && !value.includes('\n');
  if (style === 'folded' && isLong && isScalar(node)) node.type = Scalar.BLOCK_FOLDED;
  return document.toString({ lineWidth: style === 'folded' ? lineWidth : 0 });
};

/** A new mode file. One without a trace is an opinion, and says so. */
export const newModeText = (name: string, definition: string, opinion: boolean): string => {
  const wanted = { name, definition, ...(opinion && { opinion: true }) };
  const end = opinion ? 'opinion: true\n' : '';
  const text = (style: Style) => () =>
    `${written('name', name, 'one line')}${written('definition', definition, style)}${end}`;
  return firstThat(wanted, [text('folded'), text('one line')]);
};

type Found = Pair<ParsedNode, ParsedNode | null>;

export const pairOf = (document: Document.Parsed, key: string): Found | undefined => {
  const { contents } = document;
  if (!isMap<ParsedNode, ParsedNode | null>(contents)) return undefined;
  return contents.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
};

export const replaced = (text: string, [from, to]: Range, value: string): string => {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const isEnded = text.slice(from, to).endsWith('\n');
  const lines = value.trimEnd().replaceAll('\n', eol);
  return `${text.slice(0, from)}${lines}${isEnded ? eol : ''}${text.slice(to)}`;
};

/** The file with one field changed, and every other byte of it as it was. */
export const withField = (text: string, key: 'name' | 'definition', value: string): string => {
  const fields = fieldsOf(text);
  if (fields[key] === value) return text;
  const document = parsed(text);
  const range = pairOf(document, key)?.value?.range;
  const splice = (style: Style) => () =>
    range && replaced(text, range, written(key, value, style).slice(`${key}: `.length));
  const anew = (): string => {
    document.set(key, value);
    return document.toString({ lineWidth });
  };
  return firstThat({ ...fields, [key]: value }, [splice('folded'), splice('one line'), anew]);
};

const kept = /^# (?:was|owner of) \S+: /;

const oneLine = (value: unknown): string =>
  typeof value === 'string' ? value.replace(/[\s\p{C}]+/gu, ' ').trim() : '';

/** The file with what another one said of itself as comments at its end, where they fit in. */
export const withTraceOf = (text: string, id: string, other: string): string => {
  const { definition, owner } = fieldsOf(other);
  const said = [
    ...other.split(/\r?\n/).filter((line) => kept.test(line)),
    `# was ${id}: ${oneLine(definition)}`,
    ...(owner === undefined ? [] : [`# owner of ${id}: ${oneLine(owner)}`]),
  ];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const added = said.map((line) => `${line}${eol}`).join('');
  const whole = text.endsWith('\n') ? text : `${text}${eol}`;
  return firstThat(fieldsOf(text), [() => whole + added, () => text]);
};

export const evalsIn = (fields: Fields): unknown[] =>
  Array.isArray(fields['evals']) ? fields['evals'] : [];

/** The file with the evals of another added below its own, with their comments. */
export const withEvalsOf = (text: string, other: string): string => {
  const [fields, more] = [fieldsOf(text), evalsIn(fieldsOf(other))];
  if (more.length === 0) return text;
  const document = parsed(text);
  const source = pairOf(parsed(other), 'evals');
  const target = pairOf(document, 'evals');
  const splice = (): string | undefined => {
    const own = isSeq(source?.value) ? blockOf(other, source.value) : undefined;
    const lines = stringify(more, { lineWidth }).trimEnd().split('\n');
    return insertEvals(text, target, own ?? { lines, indent: 0 }, more);
  };
  const anew = (): string => {
    if (isSeq(target?.value)) for (const one of more) document.addIn(['evals'], one);
    else document.set('evals', document.createNode(more));
    return document.toString({ lineWidth });
  };
  return firstThat({ ...fields, evals: [...evalsIn(fields), ...more] }, [splice, anew]);
};
