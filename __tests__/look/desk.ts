import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openLooking, type LookingOptions } from '../../src/look/looking.ts';
import { readLookConfig } from '../../src/look/look-config.ts';
import { openTraces } from '../../src/look/traces.ts';
import { temporaryFolder } from '../local/scratch.ts';
import { jsonl, trace } from './traces.ts';

export const slot = `name: Hallucinated tour slot   # said by alice
definition: >-
  Offers a tour time that the tool
  did not return.
owner: alice
evals:
  # the cheapest check
  - id: offered
    rung: code
    target: leasing
    assert: [{ type: contains, value: "AM" }]
`;

const config = `version: 1
targets:
  leasing: { run: { command: [node, app.mjs] }, cases: [evals/cases/leasing.jsonl] }
looking: { traces: [traces/**/*.jsonl], sample: 10 }
`;

/** A repository on disk; a test says what differs, undefined takes a file away. */
export const repository = (files: Record<string, string | undefined> = {}): string => {
  const root = temporaryFolder('look');
  const all = {
    'evals/failmode.yml': config,
    'evals/modes/slot.yml': slot,
    'evals/notes.jsonl': jsonl({
      trace: 'old',
      note: '3 pm',
      modes: ['slot'],
      by: 'alice',
      at: '2026-11-02T10:00:00Z',
    }),
    'traces/a.jsonl': jsonl(...['t1', 't2', 't3', 't4', 'old'].map((id) => trace(id))),
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    if (text === undefined) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
};

export const textOf = (root: string, path: string): string =>
  readFileSync(join(root, path), 'utf8');

export const linesOf = (root: string, path: string): unknown[] =>
  textOf(root, path)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

export const page = '<!doctype html><style>p{}</style><p>Look</p><script>1</script>';

/** The server over a repository, as the door opens it. */
export const open = async (root: string, changes: Partial<LookingOptions> = {}) => {
  const { folder, targets, looking } = await readLookConfig(root, 'evals/failmode.yml');
  const traces = await openTraces(root, looking.traces as string[]);
  const opened = await openLooking({
    root,
    folder,
    targets,
    minutes: looking.minutes,
    traces,
    signals: new Map(),
    by: 'alice',
    seed: undefined,
    freshSeed: () => 7,
    size: looking.sample,
    now: () => new Date('2026-11-24T10:00:00Z'),
    port: 0,
    page,
    ...changes,
  });
  const { origin, searchParams } = new URL(opened.url);
  const key = searchParams.get('key') ?? '';
  /** A request as the page makes it. */
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { 'x-failmode-key': key },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  return { ...opened, origin, key, ask };
};

export type Opened = Awaited<ReturnType<typeof open>>;
