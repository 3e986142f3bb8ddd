/** A repository with traces, and the real server of the looking page over it. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openLooking } from '../../src/look/looking.ts';
import { readLookConfig } from '../../src/look/look-config.ts';
import type { Remembered } from '../../src/look/server.ts';
import { openTraces } from '../../src/look/traces.ts';
import type { Note } from '../../src/domain/note.ts';
import type { Trace } from '../../src/domain/trace.ts';
import { temporaryFolder } from '../local/scratch.ts';

const config = `version: 1
targets:
  leasing: { run: { command: [node, app.mjs] }, cases: [evals/cases/leasing.jsonl] }
  triage: { run: { command: [node, triage.mjs] }, cases: [evals/cases/triage.jsonl] }
looking: { traces: [traces/**/*.jsonl], sample: 100 }
`;

const lines = (values: readonly object[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

type Files = {
  page: string;
  traces: readonly Trace[];
  /** Traces that are there, but not in the session. */
  others?: readonly Trace[];
  notes?: readonly Note[];
  /** Text of each failure mode's file. */
  modes?: Record<string, string>;
  /** Traces of the session that are in it because an eval fires on them. */
  fires?: readonly string[];
};

const seed = 7;
const now = new Date();

/** The port and the key, kept from one server to the next. */
const remember = (): Remembered => {
  let place: Awaited<ReturnType<Remembered['read']>>;
  return {
    read: async () => place,
    write: async (next) => {
      place = next;
    },
  };
};

const openServer = async (
  root: string,
  options: { page: string; size: number; remembered?: Remembered },
) => {
  const { folder, targets, looking } = await readLookConfig(root, 'evals/failmode.yml');
  return openLooking({
    root,
    folder,
    targets,
    minutes: looking.minutes,
    traces: await openTraces(root, ['traces/**/*.jsonl']),
    signals: new Map(),
    by: 'alice',
    seed,
    freshSeed: () => seed,
    now: () => new Date(),
    port: 0,
    ...options,
  });
};

/** Opens a session over these traces in their order; every tenth is an outlier. */
export const openRepository = async (files: Files) => {
  const { page, traces, others = [], notes = [], modes = {}, fires = [] } = files;
  const root = temporaryFolder('page');
  const session = {
    id: `${now.toISOString().slice(0, 10)}-${seed}`,
    seed,
    at: now.toISOString(),
    by: 'alice',
    traces: traces.map(({ id }, index) => {
      if (fires.includes(id)) return { trace: id, pick: 'mode', why: 'tour-slot fires' };
      return index % 10 === 9
        ? { trace: id, pick: 'outlier', why: 'longest answer' }
        : { trace: id, pick: 'random' };
    }),
  };
  const texts: Record<string, string> = {
    'evals/failmode.yml': config,
    'evals/notes.jsonl': lines(notes),
    'evals/sessions.jsonl': lines([session]),
    'traces/all.jsonl': lines([...others, ...traces]),
    ...Object.fromEntries(
      Object.entries(modes).map(([id, text]) => [`evals/modes/${id}.yml`, text]),
    ),
  };
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const options = { page, size: traces.length };
  const remembered = remember();
  let looking = await openServer(root, { ...options, remembered });
  const path = join(root, 'evals/notes.jsonl');
  const text = (file: string): string => readFileSync(join(root, file), 'utf8');
  const saved = (): Note[] =>
    text('evals/notes.jsonl')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Note);
  return {
    url: looking.url,
    close: () => looking.close(),
    /** After `close`: at the same address, as the same person. */
    reopen: async (): Promise<void> => {
      looking = await openServer(root, { ...options, remembered });
    },
    /** One more `failmode look`, at an address of its own. */
    another: () => openServer(root, options),
    text,
    write: (file: string, content: string): void => writeFileSync(join(root, file), content),
    remove: (file: string): void => rmSync(join(root, file)),
    has: (file: string): boolean => existsSync(join(root, file)),
    /** The last note a trace. */
    latest: (): Map<string, Note> => new Map(saved().map((note) => [note.trace, note])),
    /** A folder in the place of the notes: nothing can be appended. */
    breakNotes: (): void => {
      renameSync(path, `${path}.kept`);
      mkdirSync(path);
    },
    mendNotes: (): void => {
      rmSync(path, { recursive: true });
      renameSync(`${path}.kept`, path);
    },
  };
};

export type Repository = Awaited<ReturnType<typeof openRepository>>;
