import { afterEach } from 'vitest';
import type { Trace } from '../../src/domain/trace.ts';
import { measureTraces, type MeasureOptions } from '../../src/measure.ts';
import { startModel, type Decide } from '../local/model.ts';
import { startRepository, type Files } from '../local/repository.ts';

export const jsonl = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** A trace of one turn; a test says what differs. */
export const trace = (id: string, output: string, changes: Partial<Trace> = {}): Trace => ({
  id,
  messages: [
    { role: 'user', content: `A question about ${id}?` },
    { role: 'assistant', content: output },
  ],
  output,
  source: { format: 'chat', id },
  ...changes,
});

/** As many traces as each text stands for, numbered on. */
export const traces = (counts: Readonly<Record<string, number>>, from = 0): Trace[] =>
  Object.entries(counts)
    .flatMap(([text, count]) => Array.from({ length: count }, () => text))
    .map((text, index) => trace(`t-${from + index}`, text));

const config = (url: string, gate = '{}'): string => `version: 1
gate: ${gate}
models:
  judge: { model: small, base_url: ${url}, api_key_env: MODEL_KEY }
targets:
  desk: { run: { command: [node, app.mjs] }, cases: [evals/cases.jsonl] }
`;

const cold = `name: Cold answer
definition: Sends a person away.
evals:
  - id: no-house-rules
    rung: code
    target: desk
    assert: [{ type: contains, value: house rules, not: true }]
`;

export const judged = `name: Cold answer
definition: Sends a person away.
evals:
  - id: no-house-rules
    rung: code
    target: desk
    assert: [{ type: contains, value: house rules, not: true }]
  - id: is-kind
    rung: judge
    target: desk
    judge: { prompt: evals/judges/kind.md, model: judge, labels: evals/labels/kind.jsonl }
`;

export const note = (id: string, modes: readonly string[], more: object = {}): object => ({
  trace: id,
  note: modes.length === 0 ? 'fine' : 'bad',
  verdict: modes.length === 0 ? 'pass' : 'fail',
  modes,
  by: 'alice',
  at: '2026-11-16T10:00:00Z',
  ...more,
});

/** As many labels of each class: kind answers say "glad". */
export const labels = (each: number): string =>
  jsonl(
    Array.from({ length: each }, (_, nr) => nr).flatMap((nr) => [
      {
        id: `warm-${nr}`,
        input: 'Fees?',
        output: `I am glad you ask, number ${nr}.`,
        label: 'pass',
      },
      { id: `cold-${nr}`, input: 'Fees?', output: `See section ${nr} of it.`, label: 'fail' },
    ]),
  );

/** What stands between the lines that open and close the answer. */
export const answerIn = (user: string): string =>
  /--- begin \w+ output ---\n(.*)\n--- end/.exec(user)?.[1] ?? '';

export const verdict = (passes: boolean): string =>
  JSON.stringify({ critique: passes ? 'Kind.' : 'Cold.', verdict: passes ? 'pass' : 'fail' });

/** A judge that is right. */
const fair: Decide = ({ user }) => verdict(answerIn(user).includes('glad'));

const start = process.cwd();
const listeners = process.listeners('SIGINT');
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  process.chdir(start);
  // A command ends with its process; here many run in one.
  for (const one of process.listeners('SIGINT')) {
    if (!listeners.includes(one)) process.off('SIGINT', one);
  }
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** A desk with a mode that code checks, on somebody's machine; traces are no part of a commit. */
export const begin = async (
  given: { files?: Files | ((url: string) => Files); judge?: Decide; gate?: string } = {},
) => {
  const model = await startModel(given.judge ?? fair);
  open.push(model);
  const files = typeof given.files === 'function' ? given.files(model.url) : given.files;
  const repository = await startRepository({
    '.gitignore': 'traces/\n',
    'evals/failmode.yml': config(model.url, given.gate),
    'evals/modes/cold.yml': cold,
    'evals/judges/kind.md': 'Is it kind? {{ input }} {{ output }}',
    'evals/labels/kind.jsonl': labels(25),
    'evals/cases.jsonl': jsonl([{ id: 'c-1', input: 'Fees?' }]),
    'evals/notes.jsonl': jsonl([note('old', ['cold'])]),
    ...files,
  });
  const screen = { write: () => true };
  return {
    repository,
    model,
    measure: (options: Partial<MeasureOptions> = {}, folder = repository.work) => {
      process.chdir(folder);
      const env = { MODEL_KEY: 'a-key-of-nobody', PATH: process.env['PATH'] };
      return measureTraces({ config: 'evals/failmode.yml', ...options }, env, screen);
    },
  };
};

export const tracesFile = (...all: readonly unknown[]): Files => ({
  'traces/a.jsonl': jsonl(all),
});
