import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { Failure } from './domain/failure.ts';
import { lost, type Loss } from './importers/importer.ts';
import type { TextFile } from './importers/read.ts';

/** A path, or what a file of that name holds. */
export type ImportFile = string | BytesFile;
type BytesFile = { name: string; bytes: Uint8Array };

/** Of a file, unpacked: V8 has no longer text than 512 MiB. */
export const maxBytes = 256 << 20;

export const codeOf = (error: unknown): string => {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
};

const reasons: Partial<Record<string, [why: string, remedy: string]>> = {
  ENOENT: ['there is no such file', 'check the path'],
  EISDIR: ['it is a folder', 'name the files in it, such as exports/*.jsonl'],
  EACCES: ['you may not read it', 'ask for the right to, or copy it'],
};

const readBytes = async (file: ImportFile): Promise<BytesFile> => {
  if (typeof file !== 'string') return file;
  try {
    return { name: file, bytes: await readFile(file) };
  } catch (error) {
    const code = codeOf(error);
    const [why, remedy] = reasons[code] ?? [code, 'check the path'];
    throw new Failure(`${file} cannot be read`, why, remedy);
  }
};

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

const inflate = ({ name, bytes }: BytesFile): Uint8Array => {
  if (!startsWith(bytes, 0x1f, 0x8b)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const code = codeOf(error);
    const why =
      code === 'ERR_BUFFER_TOO_LARGE' ? `it unpacks to more than ${maxBytes >> 20} MiB` : code;
    throw new Failure(`${name} cannot be unpacked`, why, 'export it again, or in smaller parts');
  }
};

/** Packed formats that the first bytes tell, and what to export instead. */
const refuse = ({ name, bytes }: BytesFile): void => {
  const isParquet = startsWith(bytes, 0x50, 0x41, 0x52, 0x31);
  const isZip = startsWith(bytes, 0x50, 0x4b, 0x03, 0x04);
  if (isParquet)
    throw new Failure(`${name} is Parquet`, 'it is not read', 'export JSON lines or CSV');
  if (isZip) throw new Failure(`${name} is a ZIP archive`, 'it is not read', 'unpack it first');
  if (bytes.length > maxBytes) {
    throw new Failure(`${name} is too large`, `it has more than ${maxBytes >> 20} MiB`, 'split it');
  }
};

const utf16 = (bytes: Uint8Array): string | undefined => {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  return startsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : undefined;
};

/** The text of a file, unpacked. Bytes that are none of their encoding become U+FFFD, which is told. */
export const readTextFile = async (file: ImportFile, losses: Loss[]): Promise<TextFile> => {
  const packed = await readBytes(file);
  const { name } = packed;
  const bytes = inflate(packed);
  refuse({ name, bytes });
  const encoding = utf16(bytes) ?? 'utf-8';
  try {
    return { name, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    losses.push(
      lost(name, `bytes that are not ${encoding.toUpperCase()} are replaced by U+FFFD`, 0),
    );
    return { name, text: new TextDecoder(encoding).decode(bytes) };
  }
};
