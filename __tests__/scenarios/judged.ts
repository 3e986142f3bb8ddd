import { afterEach, expect } from 'vitest';
import { issueCommentEvent } from '../local/events.ts';
import { startModel, type Decide } from '../local/model.ts';
import type { Files } from '../local/repository.ts';
import { startStory } from './story.ts';

/**
 * A help desk whose program answers warmly or coldly by its prompt, and a judge of that. "Be warm"
 * makes every answer warm; "Be cold to N" makes the first N cold; a case may bring its own answer.
 */
const program = `
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
const prompt = readFileSync('prompts/system.md', 'utf8');
const cold = Number(/cold to (\\d+)/.exec(prompt)?.[1] ?? 0);
for await (const line of createInterface({ input: process.stdin })) {
  const { id, input } = JSON.parse(line);
  const warm = 'I am glad you asked about ' + input.about + ', let me look into it for you today.';
  const output = input.say ?? (input.nr < cold ? 'Number ' + input.nr + ': read the house rules on ' + input.about + '.' : warm);
  console.log(JSON.stringify({ id, output }));
}
`;

const jsonl = (values: readonly object[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

const topics = ['fees', 'pets', 'keys', 'tours', 'parking', 'deposits'];

const topic = (nr: number): string => topics[nr % topics.length] ?? '';

const cases = (count: number): object[] =>
  Array.from({ length: count }, (_, nr) => ({ id: `c-${nr}`, input: { nr, about: topic(nr) } }));

/** As many labels of each class; `train` ones may stand in the prompt. */
export const labels = (each: number): object[] =>
  Array.from({ length: each }, (_, nr) => nr).flatMap((nr) => [
    {
      id: `warm-${nr}`,
      input: `What about ${topic(nr)}?`,
      output: `I am glad you wrote. For ${topic(nr)} I have asked colleague ${nr} to call you.`,
      label: 'pass',
      critique: 'Kind, and takes it on.',
    },
    {
      id: `cold-${nr}`,
      input: `What about ${topic(nr)}?`,
      output: `See section ${nr} of the contract for ${topic(nr)}.`,
      label: 'fail',
      critique: 'Sends the person away.',
    },
  ]);

export const config = (url: string, { model = 'small', gate = '{}' } = {}): string => `
version: 1
models:
  judge: { model: ${model}, base_url: ${url}, api_key_env: MODEL_KEY, price: { input: 1, output: 2 } }
targets:
  desk:
    run: { command: [node, app/answer.mjs] }
    cases: [evals/cases.jsonl]
    deterministic: true
    depends_on: { prompts: [prompts/**] }
gate: ${gate}
`;

export const judgePrompt = `One criterion: the answer is kind, and takes the person's wish on.

Pass: it does. Fail: it sends the person away.

The question: {{ input }}
The answer: {{ output }}
`;

const mode = `
name: Cold answer
definition: Sends a person away without taking the wish on.
owner: alice
evals:
  - id: is-kind
    rung: judge
    target: desk
    judge: { prompt: evals/judges/kind.md, model: judge, labels: evals/labels/kind.jsonl }
`;

const note = { trace: 't', note: 'n', modes: ['cold'], by: 'alice', at: '2026-11-16T10:00:00Z' };

export const verdict = (passes: boolean): string =>
  JSON.stringify({
    critique: passes ? 'It takes the wish on.' : 'It sends the person away.',
    verdict: passes ? 'pass' : 'fail',
  });

/** What stands between the lines that open and close the answer. */
export const answerIn = (user: string): string =>
  /--- begin \w+ output ---\n(.*)\n--- end/.exec(user)?.[1] ?? '';

/** A judge that is right: kind answers say "glad". */
export const fair: Decide = ({ user }) => verdict(answerIn(user).includes('glad'));

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

type Beginning = { judge?: Decide; labels?: object[]; cases?: object[]; files?: Files };

/** The desk on main with a judge that can be swapped, after its first push. */
export const begin = async (given: Beginning = {}) => {
  let judge = given.judge ?? fair;
  const model = await startModel((request) => judge(request));
  open.push(model);
  const story = await startStory({
    'app/answer.mjs': program,
    'prompts/system.md': 'Be warm.\n',
    'evals/failmode.yml': config(model.url),
    'evals/modes/cold.yml': mode,
    'evals/judges/kind.md': judgePrompt,
    'evals/labels/kind.jsonl': jsonl(given.labels ?? labels(25)),
    'evals/cases.jsonl': jsonl(given.cases ?? cases(30)),
    'evals/notes.jsonl': jsonl([note]),
    ...given.files,
  });
  const env = { MODEL_KEY: 'a-key-of-nobody' };
  const first = await story.pushed({ env });
  expect(first.exitCode, first.stdout).toBe(0);
  return {
    story,
    model,
    first,
    env,
    /** From now on the judge answers so. */
    swap: (other: Decide) => {
      judge = other;
    },
    /** The run on a pull request with these changes, and what the bot says there. */
    gate: async (changes: Files) => {
      const number = await story.propose(changes);
      const run = await story.gate(number, { env });
      const [comment = ''] = await story.said(number);
      return { number, run, comment };
    },
    /** Accepts what the comment says of the gate, merges, and gives the run of the merged commit. */
    acceptAndMerge: async ({ number, comment }: { number: number; comment: string }) => {
      const { hub, repository } = story;
      const code = /accept gate (\w{12})/.exec(comment)?.[1] ?? '';
      const sha = await repository.git('rev-parse', 'refs/remotes/origin/main');
      const said = await hub.comment(number, `/failmode accept gate ${code} We want it`, 'alice');
      await story.act(issueCommentEvent(hub, { number, comment: said, sha }), { env });
      expect(story.status(number)).toMatchObject({ state: 'success' });
      const { headSha } = hub.pullRequest(number);
      await hub.mergePullRequest(number, await repository.merge(headSha, { squash: true }));
      return story.pushed({ env });
    },
  };
};

export const coldTo = (count: number): Files => ({
  'prompts/system.md': `Be warm. Be cold to ${count}.\n`,
});

export { cases, jsonl };
