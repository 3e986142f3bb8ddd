import { configSchema, type Config } from '../domain/config.ts';
import type { DefinedEval, DefinedMode, Files, Loaded } from '../domain/definitions.ts';
import type { Eval, Mode } from '../domain/mode.ts';
import type { EvalName } from '../domain/names.ts';
import type { Problem } from '../domain/problem.ts';
import { lintCases } from './cases.ts';
import { checkConfig } from './config-checks.ts';
import { readDocument, type Reading } from './document.ts';
import { problemsOfJudges } from './judge-files.ts';
import { checkEvals } from './mode-checks.ts';
import { evalsOf, readModes, type ModeFile } from './modes.ts';
import { readNotes, type Notes } from './notes.ts';
import { located, problemList } from './problems.ts';
import type { Finding } from './issues.ts';
import { trialResources } from './resources.ts';
import { get, namesIn } from './sections.ts';
import type { Known } from './known.ts';

type Read = { path: string; config: Reading<Config>; modes: ModeFile[]; notes: Notes };

const problemsOf = (reading: Reading<unknown>, findings: readonly Finding[]): Problem[] => {
  const list = problemList();
  for (const problem of reading.problems) list.add(() => [problem]);
  for (const finding of findings) list.add(() => [located(reading, finding)]);
  return list.all();
};

/** No file at the path: no definitions at all, unless one stands there by another ending. */
const missing = async (files: Files, path: string): Promise<Loaded> => {
  const other = path.replace(/\.yml$/, '.yaml');
  if (other === path || !(await files.tree()).has(other)) return { state: 'absent', path };
  const what = `the configuration is ${path}, and this is not read`;
  const problem = { file: other, line: 1, column: 1, what, mend: `rename it to ${path}` };
  return { state: 'invalid', problems: [problem] };
};

const knownNames = async ({ raw }: Reading<Config>, files: Files): Promise<Known> => ({
  tree: await files.tree(),
  targets: namesIn(raw, 'targets'),
  models: namesIn(raw, 'models'),
  corpora: namesIn(raw, 'corpora'),
});

const neverObserved = ({ id, reading }: ModeFile, { seen, path }: Notes): Finding[] => {
  const isSeen = seen === undefined || seen.has(id);
  const isEmpty = reading.raw === undefined || reading.raw === null;
  if (isSeen || isEmpty || get(reading.raw, 'opinion') === true) return [];
  const what = `never observed: no note in ${path} names it`;
  return [{ path: [], part: 'key', what, mend: 'read traces and note it, or say `opinion: true`' }];
};

/** Once somebody has noted it, a mode is no opinion any more, whatever its file still says. */
const asSeen = (mode: Mode, seen: number): Mode => (seen > 0 ? { ...mode, opinion: false } : mode);

const definedMode = ({ id, reading: { value, file } }: ModeFile, { seen }: Notes): DefinedMode[] =>
  value === undefined
    ? []
    : [
        {
          id,
          mode: asSeen(value, seen?.get(id) ?? 0),
          place: { file, line: 1, column: 1 },
          seen: seen?.get(id) ?? 0,
        },
      ];

const definedEvals = ({ id, reading }: ModeFile): DefinedEval[] =>
  (reading.value?.evals ?? []).map((one: Eval, index) => {
    const name: EvalName = `${id}/${one.id}`;
    return { name, mode: id, eval: one, place: reading.at(['evals', index]) };
  });

const readAll = async (files: Files, path: string): Promise<Read | undefined> => {
  const config = await readDocument(files, path, configSchema);
  if (config === undefined) return undefined;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const modes = await readModes(files, `${folder}modes/`);
  const ids = modes.map(({ id }) => id);
  return { path, config, modes, notes: await readNotes(files, `${folder}notes.jsonl`, ids) };
};

const checkAll = async ({ config, modes, notes }: Read, files: Files): Promise<Problem[]> => {
  const known = await knownNames(config, files);
  const { corpora, findings } = await checkConfig(config.raw, files, known);
  const resources = trialResources({ files, tree: known.tree, corpora });
  const problems = problemsOf(config, findings);
  for (const mode of modes) {
    const ofEvals = await checkEvals(evalsOf(mode.reading), { known, corpora, resources });
    problems.push(...problemsOf(mode.reading, [...neverObserved(mode, notes), ...ofEvals]));
  }
  const evals = modes.flatMap(({ reading }) => evalsOf(reading).map(([, check]) => check));
  return [...problems, ...(await problemsOfJudges(files, evals)), ...notes.problems];
};

const definitionsOf = ({ path, config: { at }, modes, notes }: Read, config: Config) => {
  const { traces, lastLooked } = notes;
  return {
    path,
    config,
    modes: modes.flatMap((mode) => definedMode(mode, notes)),
    evals: modes.flatMap(definedEvals),
    targets: Object.fromEntries(
      Object.keys(config.targets).map((name) => [name, at(['targets', name], 'key')]),
    ),
    notes: { traces, ...(lastLooked !== undefined && { lastLooked }) },
  };
};

/** Reads and checks all that a side defines: either whole and valid, or all that is wrong with it. */
export const loadDefinitions = async (
  files: Files,
  path = 'evals/failmode.yml',
): Promise<Loaded> => {
  const read = await readAll(files, path);
  if (read === undefined) return missing(files, path);
  const problems = await checkAll(read, files);
  const { value } = read.config;
  if (problems.length === 0 && value !== undefined) {
    return { state: 'valid', definitions: definitionsOf(read, value) };
  }
  // All that is wrong is told at once, so the cases are read too.
  const ofCases = value === undefined ? [] : await lintCases(files, { config: value });
  const looked = { last: read.notes.lastLooked, every: value?.looking?.every ?? 'week' } as const;
  return { state: 'invalid', problems: [...problems, ...ofCases], looked };
};
