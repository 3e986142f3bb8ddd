import type { AssertionEntry } from '../../domain/assertion.ts';
import { either, listFamily } from '../family.ts';

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const days = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';

/** Shapes that answers have or lack, plain ones first. Each is linear in time (RE2). */
const shapes: readonly [pattern: string, flags?: string][] = [
  ['\\?'],
  ['!'],
  ['[0-9]'],
  ['%'],
  ['\\?\\s*$'],
  ['[$€£]\\s?[0-9]'],
  ['\\b[0-9][0-9.,]*\\s?(?:dollars|euros|pounds|usd|eur|gbp)\\b', 'i'],
  ['\\b[0-9]{1,2}:[0-9]{2}\\b'],
  ['\\b[0-9]{1,2}(?::[0-9]{2})?\\s?[ap]\\.?m\\b', 'i'],
  ['\\b[0-9]{4}-[0-9]{2}-[0-9]{2}\\b'],
  ['\\b[0-9]{1,2}[/.][0-9]{1,2}[/.](?:[0-9]{4}|[0-9]{2})\\b'],
  [`\\b(?:${months})\\.? [0-9]{1,2}\\b`, 'i'],
  [`\\b(?:${days})\\b`, 'i'],
  ['\\b(?:today|tomorrow|tonight|yesterday)\\b', 'i'],
  ['https?://', 'i'],
  ['[\\w.+-]+@[\\w-]+\\.[\\w.-]+'],
  ['(?:\\+[0-9]{1,3}[ .-]?)?\\(?[0-9]{3}\\)?[ .-][0-9]{3}[ .-][0-9]{4}\\b'],
  ['\\b[A-Z]{4,}\\b'],
  ['\\{\\{|\\}\\}|\\[[A-Z][A-Za-z _]*\\]|<[A-Z][A-Z_]+>'],
  ["\\b(?:i|we) (?:can['’]?t|cannot|can not|(?:am|are) (?:not able|unable) to|won['’]?t)\\b", 'i'],
  ["\\bi(?:['’]m| am) (?:sorry|afraid)\\b|\\b(?:apologi[sz]e|apologies|sorry)\\b", 'i'],
  ["\\bi (?:do not|don['’]?t) (?:know|have)\\b", 'i'],
  ['\\bas an? (?:ai|language model|virtual assistant)\\b', 'i'],
  ['\\b(?:guarantee[ds]?|promise[ds]?)\\b', 'i'],
  ['\\b(?:please|kindly)\\b', 'i'],
  ['\\b(?:thanks|thank you)\\b', 'i'],
  ['[\\x{1F300}-\\x{1FAFF}\\x{2600}-\\x{27BF}]'],
  ['"[^"\\n]+"|“[^”\\n]+”'],
];

const entryOf = ([pattern, flags]: (typeof shapes)[number]): AssertionEntry => ({
  type: 'regex',
  pattern,
  ...(flags !== undefined && { flags }),
});

/** A shape out of a fixed list that must be there, or must not be. */
export const pattern = listFamily('pattern', () => shapes.map(entryOf).map(either));
