import { join } from 'node:path';
import { check } from '../definitions/check.ts';
import { readJsonl } from '../definitions/jsonl.ts';
import { Failure } from '../domain/failure.ts';
import { sessionSchema, type Session } from '../domain/looking.ts';
import { appendLines, endLastLine } from './append.ts';
import { folderFiles, holdInside } from './folder.ts';

/** `evals/sessions.jsonl`: each looking session, recorded once. A line that is damaged is none. */
export const sessionsIn = async (root: string, path: string): Promise<Session[]> => {
  const sessions: Session[] = [];
  for await (const line of readJsonl(folderFiles(root), path, sessionSchema)) {
    if ('value' in line) sessions.push(line.value);
  }
  return sessions;
};

/** What could not be read again would be lost without a word. */
const holdValid = (session: Session): void => {
  const checked = check(sessionSchema, session);
  if (checked.ok) return;
  const [first] = checked.findings;
  const where = first?.path.join('.') ?? '';
  const why = `${where}: ${first?.what ?? 'it is not as it must be'}`;
  throw new Failure('the looking session cannot be recorded', why, first?.mend ?? 'correct it');
};

export const recordSession = async (
  root: string,
  path: string,
  session: Session,
): Promise<void> => {
  holdValid(session);
  await holdInside(root, path);
  await endLastLine(join(root, path));
  await appendLines(join(root, path), [session]);
};
