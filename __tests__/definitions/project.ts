import { loadDefinitions } from '../../src/definitions/load.ts';
import { describeProblem, type Problem } from '../../src/domain/problem.ts';
import { filesOf } from './files.ts';

export type Texts = Record<string, string | Buffer>;

/** A small repository in which nothing is wrong; a test says what differs. */
export const project = (changes: Texts = {}): Texts => ({
  'evals/failmode.yml': `version: 1
models:
  app: { model: gpt-5-mini, base_url: http://127.0.0.1:8080/v1, api_key_env: OPENAI_API_KEY }
targets:
  leasing:
    run: { prompt: prompts/system.md, model: app }
    cases: [evals/cases/*.jsonl]
corpora:
  kb: { file: retrieval/manifest.json, ids: '$.documents[*].id' }
`,
  'evals/modes/slot.yml': `name: Hallucinated tour slot
definition: Offers a tour time that the availability tool did not return.
evals:
  - id: cites
    rung: code
    target: leasing
    when: [{ type: tool-called, name: bookTour }]
    assert:
      - { type: citations-exist, corpus: kb, pattern: '\\[kb:([a-z-]+)\\]' }
      - { type: json-schema, schema: evals/schemas/answer.json, not: true }
  - id: plausible
    rung: judge
    target: leasing
    judge: { prompt: evals/judges/slot.md, model: app, labels: evals/labels/slot.jsonl }
`,
  'evals/notes.jsonl': `{"trace":"t1","note":"3 pm","modes":["slot"],"by":"alice","at":"2026-11-02T10:00:00Z"}\n`,
  'evals/cases/leasing.jsonl': `{"id":"c-1","input":"A tour?"}\n{"id":"c-2","input":{"q":"Pets?"}}\n`,
  'evals/schemas/answer.json': '{"type":"object","required":["slots"]}',
  'evals/judges/slot.md': 'Is {{ output }} right?',
  'evals/labels/slot.jsonl': '',
  'prompts/system.md': 'You are a leasing assistant.',
  'retrieval/manifest.json': '{"documents":[{"id":"pets"},{"id":"fees"}]}',
  ...changes,
});

/** The project with one bit of one file changed. */
export const edited = (path: string, from: string, to: string): Texts => {
  const texts = project();
  const before = String(texts[path]);
  if (!before.includes(from)) throw new Error(`${path} does not have ${from}`);
  return { ...texts, [path]: before.replace(from, () => to) };
};

export const without = (path: string): Texts => {
  const { [path]: _, ...rest } = project();
  return rest;
};

export const told = (problems: readonly Problem[]): string[] => problems.map(describeProblem);

/** What is wrong with a repository, as people read it. */
export const problemsOf = async (texts: Texts): Promise<string[]> => {
  const loaded = await loadDefinitions(filesOf(texts));
  return loaded.state === 'invalid' ? told(loaded.problems) : [];
};
