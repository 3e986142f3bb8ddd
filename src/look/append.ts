import { constants } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '../domain/failure.ts';

/** A link is not followed: what is appended stays in the repository. Windows has no such flag. */
const appending = constants.O_RDWR | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);

/** JSON on one line for every reader: some take U+2028 and U+2029 for ends of lines. */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);

const lacksEnd = async (file: FileHandle): Promise<boolean> => {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== '\n';
};

const writeWhole = async (file: FileHandle, path: string, text: string): Promise<void> => {
  const bytes = Buffer.from(text);
  const { bytesWritten } = await file.write(bytes);
  await file.sync();
  if (bytesWritten === bytes.length) return;
  const what = `${path} could not be written to its end`;
  throw new Failure(what, 'is the disk full?', 'make room, then save again');
};

/**
 * Appends values as lines of JSON by one write, which no other writer can tear, and which is on the
 * disk when this is done. Opened anew each time: an editor or Git may have put another file there.
 */
export const appendLines = async (path: string, values: readonly unknown[]): Promise<void> => {
  if (values.length === 0) return;
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, appending | constants.O_CREAT, 0o644);
  try {
    const start = (await lacksEnd(file)) ? '\n' : '';
    await writeWhole(file, path, `${start}${values.map(jsonLine).join('\n')}\n`);
  } finally {
    await file.close();
  }
};

const isCut = (line: string): boolean => {
  try {
    JSON.parse(line);
    return false;
  } catch {
    return true;
  }
};

/**
 * Ends a last line that a crash left open; its text stays. Answers the number of the line where it
 * was cut off, and nothing where it is whole or all lines are ended.
 */
export const endLastLine = async (path: string): Promise<number | undefined> => {
  const file = await open(path, appending).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    if (!(await lacksEnd(file))) return undefined;
    const lines = (await file.readFile('utf8')).split('\n');
    await writeWhole(file, path, '\n');
    return isCut(lines.at(-1) ?? '') ? lines.length : undefined;
  } finally {
    await file.close();
  }
};
