import type * as z from 'zod';
import type { Part } from './locate.ts';
import type { Path } from './path.ts';
import { asPattern, isKnown, mayBeSecret } from './patterns.ts';
import { suggest } from './suggest.ts';
import { choice, code, didYouMean, kindOf, nameOf, names, shown } from './words.ts';

export type Issue = z.core.$ZodIssue;
export type IssueOf<Code extends Issue['code']> = Extract<Issue, { code: Code }>;

/** What is wrong with a part of a document, and how to mend it. */
export type Finding = { path: Path; part?: Part; what: string; mend: string };

/** A kind of value, and what the schema says of it: that is the message of an issue, see `check`. */
const wantedOf = (kind: string, { message }: Issue): string =>
  message === '' ? kindOf(kind) : `${kindOf(kind)} (${message})`;

/** How to turn what stands there into what is expected, where that is plain. */
const conversion = (expected: string, input: unknown): string | undefined => {
  const isPlain = typeof input === 'number' || typeof input === 'boolean';
  if (expected === 'string' && isPlain) return `put it in quotes: "${String(input)}"`;
  if (expected === 'array' && (isPlain || typeof input === 'string')) return 'put it in brackets';
  const isNumeric = typeof input === 'string' && input.trim() !== '' && Number.isFinite(+input);
  return isNumeric && ['number', 'int'].includes(expected) ? 'leave out the quotes' : undefined;
};

/** A key that must be there is told at the key it belongs under. */
const missing = (path: Path, mend: string): Finding => {
  const owner = path.slice(0, -1);
  const from = owner.length === 0 ? '' : ` from ${nameOf(owner)}`;
  return { path: owner, part: 'key', what: `${nameOf(path.slice(-1))} is missing${from}`, mend };
};

/** Words for what is not there, or is there and empty; nothing for any other value. */
export const absent = (path: Path, input: unknown, wanted: string): Finding | undefined => {
  if (input === undefined) return missing(path, `add it: ${wanted}`);
  return input === null
    ? { path, what: `${nameOf(path)} is empty`, mend: `write ${wanted}` }
    : undefined;
};

const wrongType = (issue: IssueOf<'invalid_type'>): Finding => {
  const { path, expected, input } = issue;
  const wanted = wantedOf(expected, issue);
  const what = `${nameOf(path)} is ${shown(input)}, not ${kindOf(expected)}`;
  const mend = conversion(expected, input) ?? `write ${wanted}`;
  return absent(path, input, wanted) ?? { path, what, mend };
};

const wrongChoice = (path: Path, input: unknown, options: readonly unknown[]): Finding => {
  const wanted = choice(options.map(String));
  const texts = options.filter((option) => typeof option === 'string');
  const mend =
    typeof input === 'string' ? didYouMean(input, texts, `write ${wanted}`) : `write ${wanted}`;
  return absent(path, input, wanted) ?? { path, what: `${nameOf(path)} is ${shown(input)}`, mend };
};

/** The keys that a mapping may have and has not yet. */
const freeKeys = ({ message, input }: IssueOf<'unrecognized_keys'>): string[] =>
  message.split(' ').filter((key) => !Object.hasOwn(input ?? {}, key));

/** The key that each unknown one was evidently meant to be. */
export const meantKeys = (issue: IssueOf<'unrecognized_keys'>): string[] =>
  issue.keys.flatMap((key) => suggest(key, freeKeys(issue)) ?? []);

const unknownKeys = (issue: IssueOf<'unrecognized_keys'>): Finding[] => {
  const free = freeKeys(issue);
  const mend = free.length === 0 ? 'leave it out' : `leave it out, or write ${names(free)}`;
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    part: 'key',
    what: `unknown key ${code(key)}`,
    mend: didYouMean(key, free, mend),
  }));
};

const units: Record<string, [one: string, many: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

const sizeOf = (input: unknown): unknown =>
  typeof input === 'string' || Array.isArray(input) ? input.length : input;

const wrongSize = (path: Path, origin: string, input: unknown, bound: string): Finding => {
  const unit = units[origin];
  const size = sizeOf(input);
  const mend = `write ${bound}`;
  if (unit === undefined) return { path, what: `${nameOf(path)} is ${shown(input)}`, mend };
  const held = size === 0 ? 'is empty' : `has ${String(size)} ${unit[1]}`;
  const noun = unit[bound.endsWith(' 1') ? 0 : 1];
  return { path, what: `${nameOf(path)} ${held}`, mend: `${mend} ${noun}` };
};

const wrongFormat = (issue: IssueOf<'invalid_format'>): Finding => {
  const { path, format, input, message } = issue;
  const pattern = 'pattern' in issue ? issue.pattern : '';
  if (format === 'url') {
    const what = `${nameOf(path)} is no URL`;
    return { path, what, mend: 'write one that begins with https:// or http://' };
  }
  const is = mayBeSecret(pattern) ? 'is not what belongs here' : `is ${shown(input)}`;
  const what = `${nameOf(path)} ${is}`;
  // A schema that has words of its own says what is wrong and how to mend it.
  const [why, how] = message.split('; ');
  if (how !== undefined && !isKnown(pattern)) return { path, what: `${what}, ${why}`, mend: how };
  return { path, what, mend: `write ${asPattern(pattern, message)}` };
};

const wrongKey = ({ path, issues: [inner] }: IssueOf<'invalid_key'>): Finding => {
  const pattern = inner !== undefined && 'pattern' in inner ? inner.pattern : '';
  const mend = `write ${asPattern(pattern, inner?.message ?? '')}`;
  return { path, part: 'key', what: `the name ${code(String(path.at(-1)))} cannot be used`, mend };
};

/** No branch of a union to choose: the key that says which is missing, or says none of them. */
const wrongBranch = (issue: IssueOf<'invalid_union'>): Finding => {
  const { path, input, discriminator = '' } = issue;
  const options = 'options' in issue ? (issue.options ?? []) : [];
  const object = typeof input === 'object' && input !== null ? input : {};
  if (Object.hasOwn(object, discriminator)) {
    return wrongChoice(path, Reflect.get(object, discriminator), options);
  }
  const misspelt = suggest(discriminator, Object.keys(object));
  const mend = `add it: ${choice(options.map(String))}`;
  return missing(
    path,
    misspelt === undefined ? mend : `did you mean ${code(discriminator)} by ${code(misspelt)}?`,
  );
};

type Bounds = [bound: string, value: number | bigint];

const boundOf = (issue: IssueOf<'too_big' | 'too_small'>): string => {
  const [bound, value]: Bounds =
    issue.code === 'too_big'
      ? [issue.inclusive === false ? 'less than' : 'at most', issue.maximum]
      : [issue.inclusive === false ? 'more than' : 'at least', issue.minimum];
  return `${bound} ${String(value)}`;
};

/** The words for an issue; those of a union that has no key to choose by are those of a branch. */
export const findingsOf = (issue: Issue): Finding[] => {
  const { path } = issue;
  switch (issue.code) {
    case 'invalid_type':
      return [wrongType(issue)];
    case 'invalid_value':
      return [wrongChoice(path, issue.input, issue.values)];
    case 'unrecognized_keys':
      return unknownKeys(issue);
    case 'too_big':
    case 'too_small':
      return [wrongSize(path, issue.origin, issue.input, boundOf(issue))];
    case 'invalid_format':
      return [wrongFormat(issue)];
    case 'invalid_key':
      return [wrongKey(issue)];
    case 'invalid_union':
      return [wrongBranch(issue)];
    case 'custom':
      return [{ path, what: issue.message, mend: String(issue.params?.['mend'] ?? 'correct it') }];
    case 'not_multiple_of':
    case 'invalid_element':
      break;
  }
  return [{ path, what: `${nameOf(path)} is ${shown(issue.input)}`, mend: 'correct it' }];
};
