import { configSchema, modelSchema, targetSchema } from '../domain/config.ts';
import type { Files } from '../domain/definitions.ts';
import { loadCorpus } from './corpus.ts';
import type { Finding } from './issues.ts';
import { parseSchedule } from '../look/schedule.ts';
import { get, namesIn, partsOf, twins } from './sections.ts';
import { missingFileAt, type Known } from './known.ts';
import { checkModel, checkTarget } from './target-checks.ts';
import { trial } from './trial.ts';

const corpusSchema = configSchema.shape.corpora.unwrap().valueType;

/** The corpora that can be read, and what keeps the others from it. */
const readCorpora = async (raw: unknown, files: Files, { tree }: Known) => {
  const corpora = new Map<string, ReadonlySet<string>>();
  const findings: Finding[] = [];
  for (const [name, corpus] of partsOf(raw, 'corpora', corpusSchema)) {
    const at = ['corpora', name];
    const missing = missingFileAt(tree, corpus.file, [...at, 'file']);
    const load = async (): Promise<void> => {
      corpora.set(name, await loadCorpus(files, corpus));
    };
    findings.push(...(missing.length > 0 ? missing : await trial(load, at)));
  }
  return { corpora, findings };
};

/** When traces are read must be a time that comes. */
const checkLooking = (raw: unknown): Finding[] => {
  const looking = configSchema.shape.looking.unwrap().safeParse(get(raw, 'looking'));
  const schedule = looking.success ? parseSchedule(looking.data) : undefined;
  return schedule !== undefined && 'what' in schedule
    ? [{ path: ['looking', 'at'], what: schedule.what, mend: schedule.mend }]
    : [];
};

const sections = ['models', 'targets', 'corpora'];

/** What the schema of `failmode.yml` cannot say, of each part that is valid in itself. */
export const checkConfig = async (
  raw: unknown,
  files: Files,
  known: Known,
): Promise<{ corpora: ReadonlyMap<string, ReadonlySet<string>>; findings: Finding[] }> => {
  const { corpora, findings } = await readCorpora(raw, files, known);
  const all = [
    ...sections.flatMap((section) => {
      const names = namesIn(raw, section) ?? [];
      return twins(names, (at) => ({ path: [section, names[at] ?? ''], part: 'key' }));
    }),
    ...partsOf(raw, 'models', modelSchema).flatMap(([name, model]) =>
      checkModel(model, ['models', name], known),
    ),
    ...partsOf(raw, 'targets', targetSchema).flatMap(([name, target]) =>
      checkTarget(target, ['targets', name], known),
    ),
    ...checkLooking(raw),
    ...findings,
  ];
  return { corpora, findings: all };
};
