import { RE2JS } from 're2js';
import { Unusable } from '../domain/assertion.ts';
import { quote, reasonOf } from './quote.ts';

/** Flags with a meaning here; `u` is always on. */
export const flagsPattern = /^[imsu]*$/;

const flagBits = (flags: string): number =>
  (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
  (flags.includes('m') ? RE2JS.MULTILINE : 0) |
  (flags.includes('s') ? RE2JS.DOTALL : 0);

const withoutEscapedBackslashes = (pattern: string): string => pattern.replaceAll('\\\\', '');

/** What backtracking engines have and one of linear time cannot have. */
const backtracking: [RegExp, string][] = [
  [/\\k[<{']|\\[1-9]|\(\?P=/, 'a backreference'],
  [/\(\?<?[=!]/, 'lookaround'],
  [/\(\?>|[*+?}]\+/, 'an atomic group or a possessive repeat'],
];

const refusal = (pattern: string, reason: string, key: string): Unusable => {
  const bare = withoutEscapedBackslashes(pattern);
  const construct = backtracking.find(([shape]) => shape.test(bare))?.[1];
  return construct === undefined
    ? new Unusable(
        `the pattern ${quote(pattern)} does not compile: ${reason}`,
        'write it in the syntax of RE2 (github.com/google/re2/wiki/Syntax)',
        key,
      )
    : new Unusable(
        `the pattern ${quote(pattern)} uses ${construct}, which linear time rules out`,
        'write it without, or write a `module` assertion',
        key,
      );
};

/** Compiles a pattern for an engine whose time is linear in the text. Throws an `Unusable`. */
export const linearRegExp = (pattern: string, flags = '', key = 'pattern'): RE2JS => {
  // The translation from JavaScript's spelling would read `\k<name>` as the letter k.
  if (/\\k[<{']/.test(withoutEscapedBackslashes(pattern))) throw refusal(pattern, '', key);
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern), flagBits(flags));
  } catch (error) {
    throw refusal(pattern, reasonOf(error).replace('error parsing regexp: ', ''), key);
  }
};
