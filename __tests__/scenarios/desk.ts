import type { Files } from '../local/repository.ts';

/**
 * A help desk in miniature: a program whose answers follow from its prompt, its model's settings and
 * its index. "Cite" makes it cite the document that a question is about, if the index has it; "Be
 * polite" makes it say please. The model `mini` forgets to cite where a question is hard.
 */
const answer = `
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const prompt = readFileSync('prompts/system.md', 'utf8');
const { model } = JSON.parse(readFileSync('config/models.json', 'utf8'));
const { documents } = JSON.parse(readFileSync('retrieval/manifest.json', 'utf8'));

for await (const line of createInterface({ input: process.stdin })) {
  const { id, input } = JSON.parse(line);
  if (input.about === 'crash') process.exit(7);
  const known = documents.some((document) => document.id === input.about);
  const cites = prompt.includes('Cite') && !(model === 'mini' && input.hard);
  const citation = cites && known ? ' [kb:' + input.about + ']' : '';
  const please = prompt.includes('Be polite') ? 'Please note: ' : '';
  console.log(JSON.stringify({ id, output: please + 'about ' + input.about + '.' + citation }));
}
`;

const topics = ['fees', 'pets', 'parking', 'tours', 'deposits', 'keys'];

export const deskCases = (extra: object[] = []): string => {
  const cases = topics.flatMap((about) => [
    { id: `${about}-easy`, input: { about, hard: false } },
    { id: `${about}-hard`, input: { about, hard: true } },
  ]);
  return [...cases, ...extra].map((one) => `${JSON.stringify(one)}\n`).join('');
};

const note = (trace: string, mode: string): string =>
  `${JSON.stringify({ trace, note: 'seen', modes: [mode], by: 'alice', at: '2026-11-16T10:00:00Z' })}\n`;

const manifest = (version: string, ids: readonly string[]): string =>
  JSON.stringify({ version, documents: ids.map((id) => ({ id })) }, undefined, 2);

export const config = ({ deterministic = true, gate = '{}' } = {}): string => `
version: 1
targets:
  desk:
    run: { command: [node, app/answer.mjs] }
    cases: [evals/cases/desk.jsonl]
    concurrency: 2
    deterministic: ${deterministic}
    depends_on:
      prompts: [prompts/**]
      models: [config/models.json]
      retrieval: [retrieval/manifest.json]
      code: [app/**]
corpora:
  kb: { file: retrieval/manifest.json, ids: '$.documents[*].id' }
gate: ${gate}
`;

const uncited = `
name: Uncited claim
definition: States a rule without citing the document it stands in.
evals:
  - id: cites
    rung: code
    target: desk
    assert:
      - { type: contains, value: '[kb:' }
      - { type: citations-exist, corpus: kb, pattern: '\\[kb:([a-z]+)\\]' }
`;

const curt = `
name: Curt answer
definition: Answers without a word of courtesy.
evals:
  - id: says-please
    rung: code
    target: desk
    assert: [{ type: contains, value: please, ignore_case: true }]
`;

export const prompts = {
  good: 'Be polite. Cite the document.\n',
  uncited: 'Be polite. Be brief.\n',
  reworded: 'Be polite, always. Cite the document.\n',
};

/** The help desk's repository, on main. */
export const desk = (): Files & Record<string, string> => ({
  'README.md': '# Help desk\n',
  'app/answer.mjs': answer,
  'prompts/system.md': prompts.good,
  'config/models.json': JSON.stringify({ model: 'large', temperature: 0.2 }),
  'retrieval/manifest.json': manifest('2026-11-01', topics),
  'evals/failmode.yml': config(),
  'evals/modes/uncited.yml': uncited,
  'evals/modes/curt.yml': curt,
  'evals/cases/desk.jsonl': deskCases(),
  'evals/notes.jsonl': note('t-1', 'uncited') + note('t-2', 'curt'),
});

export const index = {
  without: (id: string) =>
    manifest(
      '2026-11-20',
      topics.filter((one) => one !== id),
    ),
};
