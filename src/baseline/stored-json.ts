import type * as z from 'zod';
import { dataBranchName, type DataBranch, type DataSnapshot } from '../domain/data-branch.ts';
import { Failure } from '../domain/failure.ts';

/** A kind of file on the data branch: its schema, what it is called, and what follows if it is deleted. */
export type StoredKind<T> = { schema: z.ZodType<T>; what: string; afterDeletion: string };

const parse = <T>(bytes: Buffer, place: string, kind: StoredKind<T>): T => {
  const unreadable = (why: string): Failure =>
    new Failure(
      `${kind.what} ${place} cannot be read`,
      why,
      `restore the file from the history of ${dataBranchName}, or delete it there: ${kind.afterDeletion}`,
    );
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw unreadable(`it is not JSON (${(error as Error).message})`);
  }
  const checked = kind.schema.safeParse(value);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw unreadable(`at ${issue?.path.join('.') || 'its root'}: ${issue?.message ?? 'wrong shape'}`);
};

/** Reads a file that is there; an unreadable one is an error that names commit and path, never an empty one. */
export const readStored = async <T>(
  branch: DataBranch,
  snapshot: DataSnapshot,
  path: string,
  kind: StoredKind<T>,
): Promise<T> =>
  parse(
    await branch.read(snapshot, path),
    `${dataBranchName}@${snapshot.commit ?? 'none'}:${path}`,
    kind,
  );
