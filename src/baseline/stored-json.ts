import type * as z from 'zod';
import { dataBranchName, type DataBranch, type DataSnapshot } from '../domain/data-branch.ts';
import { Failure } from '../domain/failure.ts';

/** A kind of file on the data branch: its schema, what it is called, and what follows if it is deleted. */
export type StoredKind<T> = { schema: z.ZodType<T>; what: string; afterDeletion: string };

const parse = <T>(text: string, place: string, kind: StoredKind<T>): T => {
  const unreadable = (why: string): Failure =>
    new Failure(
      `${kind.what} ${place} cannot be read`,
      why,
      `restore the file from the history of ${dataBranchName}, or delete it there: ${kind.afterDeletion}`,
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unreadable(`it is not JSON (${(error as Error).message})`);
  }
  const checked = kind.schema.safeParse(value);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw unreadable(`at ${issue?.path.join('.') || 'its root'}: ${issue?.message ?? 'wrong shape'}`);
};

const placeOf = ({ commit }: DataSnapshot, path: string): string =>
  `${dataBranchName}@${commit ?? 'none'}:${path}`;

/** Reads a file that is there; an unreadable one is an error that names commit and path, never an empty one. */
export const readStored = async <T>(
  branch: DataBranch,
  snapshot: DataSnapshot,
  path: string,
  kind: StoredKind<T>,
): Promise<T> => {
  const bytes = await branch.read(snapshot, path);
  return parse(bytes.toString('utf8'), placeOf(snapshot, path), kind);
};

/** The same of a file with a value a line. */
export const readStoredLines = async <T>(
  branch: DataBranch,
  snapshot: DataSnapshot,
  path: string,
  kind: StoredKind<T>,
): Promise<T[]> => {
  const bytes = await branch.read(snapshot, path);
  return bytes
    .toString('utf8')
    .split('\n')
    .flatMap((line, at) =>
      line === '' ? [] : [parse(line, `${placeOf(snapshot, path)}:${at + 1}`, kind)],
    );
};
