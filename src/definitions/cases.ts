import { matching } from '../decide/dependencies.ts';
import { caseSchema, type Case } from '../domain/case.ts';
import type { Target } from '../domain/config.ts';
import type { Definitions, Files, Place } from '../domain/definitions.ts';
import { Failure } from '../domain/failure.ts';
import { fold } from '../domain/names.ts';
import type { Problem } from '../domain/problem.ts';
import { readJsonl } from './jsonl.ts';
import { problemList } from './problems.ts';
import { code, didYouMean } from './words.ts';

/** Takes the problems of a line, worked out only if they are shown. */
export type Refuse = (file: string, make: () => readonly Problem[]) => void;

/** Without anyone to tell, the first problem ends the reading: a case is not left out in silence. */
const stop: Refuse = (_file, make) => {
  const [problem] = make();
  if (problem === undefined) return;
  const { file, line, column, what, mend } = problem;
  throw new Failure(`${file}:${line}:${column}`, what, mend);
};

const where = ({ file, line }: Place): string => `${file}:${line}`;

/** The cases of a target, in the order of their files' paths. */
export async function* readCases(
  files: Files,
  { cases }: Pick<Target, 'cases'>,
  refuse: Refuse = stop,
): AsyncGenerator<Case> {
  const first = new Map<string, Place>();
  for (const file of matching(await files.tree(), cases).toSorted()) {
    for await (const line of readJsonl(files, file, caseSchema)) {
      if ('problems' in line) {
        refuse(file, line.problems);
        continue;
      }
      const { value, at } = line;
      const twin = first.get(fold(value.id));
      if (twin === undefined) {
        first.set(fold(value.id), { file, line: line.line, column: 1 });
        yield value;
        continue;
      }
      const what = `the id ${code(value.id)} is taken: ${where(twin)} has it, or one that reads like it`;
      refuse(file, () => [{ ...at(['id']), what, mend: 'give the case an id of its own' }]);
    }
  }
}

/** Throws a `Failure` where no target has a case of this id. */
export const holdCase = async (
  files: Files,
  { config }: Pick<Definitions, 'config'>,
  id: string,
): Promise<void> => {
  const known: string[] = [];
  for (const target of Object.values(config.targets)) {
    for await (const one of readCases(files, target)) {
      if (one.id === id) return;
      known.push(one.id);
    }
  }
  const mend = didYouMean(id, known, 'name a case of `cases`, as its file has it');
  throw new Failure(`there is no case ${code(id)}`, 'no target has it', mend);
};

/** All that is wrong with the cases of every target. */
export const lintCases = async (
  files: Files,
  { config }: Pick<Definitions, 'config'>,
): Promise<Problem[]> => {
  const lists = new Map<string, ReturnType<typeof problemList>>();
  const refuse: Refuse = (file, make) => {
    const list = lists.get(file) ?? problemList();
    lists.set(file, list);
    list.add(make);
  };
  const globs = new Map(Object.values(config.targets).map(({ cases }) => [String(cases), cases]));
  for (const cases of globs.values()) {
    for await (const _ of readCases(files, { cases }, refuse));
  }
  return [...lists.keys()].toSorted().flatMap((file) => lists.get(file)?.all() ?? []);
};
