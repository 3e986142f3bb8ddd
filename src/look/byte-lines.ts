import { createReadStream } from 'node:fs';

/** `bytes` are left out where a line is longer than any line may be. */
export type ByteLine = { offset: number; length: number; bytes: Buffer | undefined };

/** No trace is longer; what is longer is not held. */
const longestLine = 64 * 1024 * 1024;

const lineFeed = 0x0a;

/** The lines of a file with their places, one at a time; only LF ends one, and none ends in CR. */
export async function* byteLines(path: string): AsyncGenerator<ByteLine> {
  let offset = 0;
  let length = 0;
  let parts: Buffer[] = [];
  const add = (part: Buffer): void => {
    length += part.length;
    if (length <= longestLine) parts.push(part);
    else parts = [];
  };
  const line = (): ByteLine => {
    const whole = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    return { offset, length, bytes: length > longestLine ? undefined : whole };
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = chunk as Buffer;
    let from = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, from)) {
      add(bytes.subarray(from, end));
      yield line();
      offset += length + 1;
      length = 0;
      parts = [];
      from = end + 1;
    }
    if (from < bytes.length) add(Buffer.from(bytes.subarray(from)));
  }
  if (length > 0) yield line();
}
