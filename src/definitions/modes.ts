import type * as z from 'zod';
import { assertionEntry } from '../assertions/entry.ts';
import type { AssertionEntry } from '../domain/assertion.ts';
import type { Files } from '../domain/definitions.ts';
import { modeSchemaWith, type Eval, type Mode } from '../domain/mode.ts';
import { modeIdPattern, type ModeId } from '../domain/names.ts';
import type { Problem } from '../domain/problem.ts';
import { readDocument, type Reading } from './document.ts';
import { get } from './sections.ts';
import { code } from './words.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its keys are open, and an absent one is not there
const entrySchema = assertionEntry.meta({
  id: 'assertion',
}) as unknown as z.ZodType<AssertionEntry>;

export const modeSchema = modeSchemaWith(entrySchema);

const evalSchema = modeSchema.shape.evals.unwrap().element;

export type ModeFile = { id: ModeId; reading: Reading<Mode> };

/** The evals of a mode that are valid in themselves, with their numbers. */
export const evalsOf = ({ raw, value }: Reading<Mode>): [index: number, check: Eval][] => {
  if (value !== undefined) return [...value.evals.entries()];
  const evals = get(raw, 'evals');
  return (Array.isArray(evals) ? evals : []).flatMap((one: unknown, index) => {
    const parsed = evalSchema.safeParse(one);
    return parsed.success ? [[index, parsed.data] satisfies [number, Eval]] : [];
  });
};

/** Words by which a command means no failure mode: the gate itself, and everything at once. */
const reserved: ReadonlySet<string> = new Set(['gate', 'all']);

/** What is wrong with the name of a file in the folder of modes. */
const misnamed = (file: string, folder: string): Problem | undefined => {
  const refuse = (what: string, mend: string) => ({ file, line: 1, column: 1, what, mend });
  const [, name = '', ending] = /^(.*)\.(ya?ml)$/i.exec(file.slice(folder.length)) ?? [];
  if (name.includes('/')) {
    return refuse(`mode files stand in ${folder} itself`, 'move it there');
  }
  if (ending !== 'yml') return refuse('mode files end in .yml', `rename it to ${name}.yml`);
  if (reserved.has(name)) {
    return refuse(
      `${code(name)} means something else to \`/failmode accept\``,
      'rename the file after how the feature fails',
    );
  }
  if (modeIdPattern.test(name)) return undefined;
  return refuse(
    `${code(name)} is no id of a failure mode`,
    'rename the file: lower-case letters, digits and `-`, at most 64, no `-` first',
  );
};

/** Reads every mode file of a folder (`evals/modes/`), in the order of their names. */
export const readModes = async (files: Files, folder: string): Promise<ModeFile[]> => {
  const modes: ModeFile[] = [];
  const paths = [...(await files.tree()).keys()].filter(
    (path) => path.startsWith(folder) && /\.ya?ml$/i.test(path),
  );
  for (const file of paths.toSorted()) {
    const reading = await readDocument(files, file, modeSchema);
    if (reading === undefined) continue;
    const id = file.slice(folder.length).replace(/\.ya?ml$/i, '');
    const refused = misnamed(file, folder);
    if (refused !== undefined) reading.problems.unshift(refused);
    modes.push({ id, reading });
  }
  return modes;
};
