import { describe, expect, test } from 'vitest';
import { edited, problemsOf, project } from './project.ts';

const config = 'evals/failmode.yml';
const mode = 'evals/modes/slot.yml';

/** What stands there, what is written instead, and what is said. */
type Row = [from: string, to: string, problem: string];

describe('what the schema of failmode.yml refuses is told at its key or value', () => {
  test.each<Row>([
    ['version: 1', 'version: 2', '1:10: `version` is 2; write 1'],
    ['version: 1', 'version: "1"', '1:10: `version` is "1"; write 1'],
    ['version: 1\n', '', '1:1: `version` is missing; add it: 1'],
    [
      '  leasing:',
      '  "a b":',
      '5:3: the name `a b` cannot be used; write letters, digits, `.`, `_` and `-`, at most 64, a letter or digit first',
    ],
    [
      '    cases: [evals/cases/*.jsonl]\n',
      '',
      '5:3: `cases` is missing from `leasing`; add it: a list (JSONL files of cases)',
    ],
    [
      '    cases: [evals/cases/*.jsonl]',
      '    case: [evals/cases/*.jsonl]',
      '7:5: unknown key `case`; did you mean `cases`?',
    ],
    [
      '    cases: [evals/cases/*.jsonl]',
      '    cases: evals/cases/*.jsonl',
      '7:12: `cases` is "evals/cases/*.jsonl", not a list; put it in brackets',
    ],
    [
      '    cases: [evals/cases/*.jsonl]',
      '    cases: []',
      '7:5: `cases` is empty; write at least 1 entry',
    ],
    [
      '    cases: [evals/cases/*.jsonl]',
      '    cases: [evals/cases/*.jsonl, 5]',
      '7:34: `cases[1]` is 5, not text; put it in quotes: "5"',
    ],
    [
      '    cases:',
      '    trials: "3"\n    cases:',
      '7:13: `trials` is "3", not a number; leave out the quotes',
    ],
    [
      '    cases:',
      '    trials: 2.5\n    cases:',
      '7:13: `trials` is 2.5, not a whole number; write a whole number',
    ],
    ['    cases:', '    trials: 21\n    cases:', '7:13: `trials` is 21; write at most 20'],
    [
      '    cases:',
      '    timeout: 1 hour\n    cases:',
      '7:14: `timeout` is "1 hour"; write a time with its unit: 500ms, 60s, 2m',
    ],
    [
      '    cases:',
      '    depends_on: { retrieval: { comand: [x] } }\n    cases:',
      '7:32: unknown key `comand`; did you mean `command`?',
    ],
    [
      '    cases:',
      '    depends_on: { retrieval: 5 }\n    cases:',
      '7:30: `retrieval` is 5; write a list or a mapping',
    ],
    ['model: gpt-5-mini', 'model: ""', '3:17: `model` is empty; write at least 1 character'],
    [
      'base_url: http://127.0.0.1:8080/v1',
      'base_url: localhost',
      '3:39: `base_url` is no URL; write one that begins with https:// or http://',
    ],
    [
      'OPENAI_API_KEY',
      'sk-proj-1234',
      '3:78: `api_key_env` is not what belongs here; write the name of an environment variable, such as OPENAI_API_KEY',
    ],
    ['version: 1', 'version: 1\ngate: { alpha: 2 }', '2:16: `alpha` is 2; write at most 0.5'],
    ['version: 1', 'version: 1\ngate: { alpha: 0 }', '2:16: `alpha` is 0; write more than 0'],
    [
      'version: 1',
      'version: 1\ngate: { fail_on: regresion }',
      '2:18: `fail_on` is "regresion"; did you mean `regression`?',
    ],
    [
      'version: 1',
      'version: 1\ngate: { fail_on: always }',
      '2:18: `fail_on` is "always"; write regression, undecided or never',
    ],
    [
      'version: 1',
      'version: 1\ngate: { stale_after: 30 }',
      '2:22: `stale_after` is 30, not text; put it in quotes: "30"',
    ],
    [
      'version: 1',
      'version: 1\ngate: { stale_after: 1m }',
      '2:22: `stale_after` is "1m"; write days: 30d',
    ],
    [
      'version: 1',
      'version: 1\ngate: { maxErrors: 1 }',
      '2:9: unknown key `maxErrors`; did you mean `max_errors`?',
    ],
    ['version: 1', 'version: 1\nbudget:', '2:1: `budget` is empty; write a mapping'],
    [
      'version: 1',
      'version: 1\nbudget: { calls: many, usd: -1 }',
      '2:18: `calls` is "many", not a number; write a number\n2:29: `usd` is -1; write at least 0',
    ],
    [
      'version: 1',
      'version: 1\nclimb_down: { milestone: 4 }',
      '2:26: `milestone` is 4; write text',
    ],
    [
      'version: 1',
      'version: 1\nlooking: { traces: [x], at: true }',
      '2:29: `at` is true, not text; put it in quotes: "true"',
    ],
  ])('%j → %j', async (from, to, problem) => {
    const expected = problem.split('\n').map((line) => `${config}:${line}`);
    expect(await problemsOf(edited(config, from, to))).toEqual(expect.arrayContaining(expected));
  });
});

describe('what the schema of a mode refuses is told for the kind that was evidently meant', () => {
  test.each<Row>([
    [
      'id: cites',
      'id: Cites It',
      '4:9: `id` is "Cites It"; write lower-case letters, digits and `-`, at most 64, no `-` first',
    ],
    ['rung: code', 'rung: cod', '5:11: `rung` is "cod"; did you mean `code`?'],
    ['rung: code', 'rung: model', '5:11: `rung` is "model"; write code, judge or human'],
    [
      'rung: code',
      'run: code',
      '4:5: `rung` is missing from `evals[0]`; did you mean `rung` by `run`?',
    ],
    [
      '    rung: code\n',
      '',
      '4:5: `rung` is missing from `evals[0]`; add it: code, judge or human',
    ],
    [
      '{ type: tool-called,',
      '{ type: tool-caled,',
      '7:20: `type` is "tool-caled"; did you mean `tool-called`?',
    ],
    [
      '{ type: tool-called,',
      '{ typ: tool-called,',
      '7:12: `type` is missing from `when[0]`; did you mean `type` by `typ`?',
    ],
    ['pattern:', 'patern:', '9:46: unknown key `patern`; did you mean `pattern`?'],
    [
      'corpus: kb, ',
      '',
      '9:9: `corpus` is missing from `assert[0]`; add it: text (A name from `corpora` of failmode.yml)',
    ],
    [
      '{ type: tool-called, name: bookTour }',
      'tool-called',
      '7:12: `when[0]` is "tool-called", not a mapping; write a mapping',
    ],
    ['not: true', 'not: "yes"', '10:70: `not` is "yes", not true or false; write true or false'],
    [
      'schema: evals/schemas/answer.json',
      'schema: 5',
      '10:38: `schema` is 5; write text, true or false or a mapping',
    ],
    [
      "'\\[kb:([a-z-]+)\\]'",
      "'\\[kb:([a-z-]+\\]'",
      '9:55: the pattern "\\\\[kb:([a-z-]+\\\\]" does not compile: missing closing ): `\\[kb:([a-z-]+\\]`; write it in the syntax of RE2 (github.com/google/re2/wiki/Syntax)',
    ],
    [
      'labels: evals/labels/slot.jsonl }',
      'lables: evals/labels/slot.jsonl }',
      '14:56: unknown key `lables`; did you mean `labels`?',
    ],
    ['name: Hallucinated tour slot\n', '', '1:1: `name` is missing; add it: text'],
    [
      'evals:',
      'opinion: maybe\nevals:',
      '3:10: `opinion` is "maybe", not true or false; write true or false',
    ],
  ])('%j → %j', async (from, to, problem) => {
    expect(await problemsOf(edited(mode, from, to))).toEqual([`${mode}:${problem}`]);
  });
});

test.each([
  ['', `${config}:1:1: this is empty; write a mapping`],
  ['# nothing yet\n', `${config}:1:1: this is empty; write a mapping`],
  ['- version: 1\n', `${config}:1:1: this is a list, not a mapping; write a mapping`],
  ['version', `${config}:1:1: this is "version", not a mapping; write a mapping`],
])('a configuration that is %j', async (text, problem) => {
  expect(await problemsOf(project({ [config]: text }))).toEqual([problem]);
});

test('what may be a key is not repeated, and what may be a password is not either', async () => {
  const texts = [
    ...(await problemsOf(edited(config, 'OPENAI_API_KEY', 'sk-proj-1234'))),
    ...(await problemsOf(edited(config, 'http://127', 'http://me:sk-proj-1234@127'))),
    ...(await problemsOf(edited(config, 'model: app }', 'model: app, env: [KEY=sk-proj-1234] }'))),
  ];
  expect(texts).toHaveLength(3);
  expect(texts.join('\n')).not.toContain('sk-proj');
});
