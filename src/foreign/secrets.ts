import { fold, locate, readings } from './fold.ts';
import type { Span } from './fold.ts';

/** So much of a secret in a row is a leak. */
const windowLength = 12;
/** What is shorter stands in any text by chance. */
const shortestSecret = 8;

/** The base64 characters that depend on the secret alone when `offset` bytes stand before it. */
const base64At = (offset: number, secret: Buffer): string =>
  Buffer.concat([Buffer.alloc(offset), secret])
    .toString('base64')
    .slice(offset === 0 ? 0 : offset + 1, Math.floor(((offset + secret.length) * 8) / 6));

/** A secret as it may be written; its URL form is found by decoding the text. */
const forms = (secret: string): string[] => {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((offset) => base64At(offset, bytes));
  const base64url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const reversed = Array.from(secret).toReversed().join('');
  return [secret, reversed, bytes.toString('hex'), ...base64, ...base64url].map(fold);
};

const windowsOf = (form: string): string[] =>
  Array.from({ length: Math.max(0, form.length - windowLength + 1) }, (_, at) =>
    form.slice(at, at + windowLength),
  );

/** A hash of the last four characters, each shifted out by the four that follow. */
const rolled = (hash: number, code: number): number => ((hash << 5) ^ code) & 0xf_ffff;

const hashOf = (text: string): number => {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = rolled(hash, text.charCodeAt(at));
  return hash;
};

/** Finds every window of the long forms in one pass; most characters cost one table look-up. */
const windowFinder = (windows: ReadonlySet<string>): ((folded: string) => Span[]) => {
  const endings = new Uint8Array(0x10_0000);
  for (const window of windows) endings[hashOf(window)] = 1;
  return (folded) => {
    const spans: Span[] = [];
    let hash = 0;
    for (let at = 0; at < folded.length; at += 1) {
      hash = rolled(hash, folded.charCodeAt(at));
      const from = at + 1 - windowLength;
      if (endings[hash] === 1 && windows.has(folded.slice(Math.max(0, from), at + 1))) {
        spans.push({ from, to: at + 1 });
      }
    }
    return spans;
  };
};

const occurrences = (folded: string, form: string): Span[] => {
  const spans: Span[] = [];
  for (let from = folded.indexOf(form); from !== -1; from = folded.indexOf(form, from + 1)) {
    spans.push({ from, to: from + form.length });
  }
  return spans;
};

/** Sorted, those that overlap or touch as one. */
const merged = (spans: readonly Span[]): Span[] => {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
};

const replaceSpans = (text: string, spans: readonly Span[]): string => {
  let result = '';
  let done = 0;
  for (const { from, to } of spans) {
    result += `${text.slice(done, from)}[redacted]`;
    done = to;
  }
  return result + text.slice(done);
};

const isLong = (secret: string): boolean => fold(secret).length >= windowLength;

/**
 * Hides secrets in what others wrote, also when they are spaced out, reversed, in other letters
 * of the same meaning, in hex, base64 or URL form. Of a secret of 12 characters or more every 12
 * in a row are hidden, a shorter one only whole, one of less than 8 not at all.
 */
export const redactor = (
  secrets: readonly string[],
): ((text: string) => { text: string; found: boolean }) => {
  const known = secrets
    .map((secret) => secret.trim())
    .filter((secret) => fold(secret).length >= shortestSecret);
  if (known.length === 0) return (text) => ({ text, found: false });
  const short = known.filter((secret) => !isLong(secret));
  const findWindows = windowFinder(new Set(known.filter(isLong).flatMap(forms).flatMap(windowsOf)));
  const exact = [...new Set(short.flatMap(forms))];
  const find = (folded: string): Span[] => [
    ...findWindows(folded),
    ...exact.flatMap((form) => occurrences(folded, form)),
  ];
  return (text) => {
    const spans = readings(text).flatMap((reading) => {
      const hits = find(fold(reading.read(text)));
      return hits.length === 0 ? [] : locate(text, reading, hits);
    });
    return { text: replaceSpans(text, merged(spans)), found: spans.length > 0 };
  };
};
