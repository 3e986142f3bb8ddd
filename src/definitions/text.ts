import type { Files, Place } from '../domain/definitions.ts';
import type { Problem } from '../domain/problem.ts';
import { limits } from './limits.ts';

const placeAfter = (file: string, text: string): Place => {
  const lines = text.split('\n');
  return { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
};

/** Decoding puts U+FFFD for what it cannot read: the first byte that differs is the first bad one. */
const firstBad = (bytes: Buffer, text: string): number => {
  const again = Buffer.from(text);
  return bytes.findIndex((byte, at) => byte !== again[at]);
};

/** The text of a small file, what keeps it from being read, or undefined where there is none. */
export const readText = async (
  files: Files,
  file: string,
): Promise<{ text: string } | { problem: Problem } | undefined> => {
  const bytes = await files.read(file);
  if (bytes === undefined) return undefined;
  if (bytes.length > limits.bytes) {
    const what = 'the file is larger than 1 MiB';
    return { problem: { file, line: 1, column: 1, what, mend: 'split it' } };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const good = bytes.subarray(0, firstBad(bytes, bytes.toString())).toString();
    const what = 'the file is not UTF-8';
    return { problem: { ...placeAfter(file, good), what, mend: 'save it as UTF-8' } };
  }
};
