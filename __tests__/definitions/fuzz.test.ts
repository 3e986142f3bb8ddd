import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { lintCases } from '../../src/definitions/cases.ts';
import { loadDefinitions } from '../../src/definitions/load.ts';
import type { Files } from '../../src/domain/definitions.ts';
import { describeProblem, type Problem } from '../../src/domain/problem.ts';
import { filesOf } from './files.ts';
import { project } from './project.ts';

/** Next to nothing, so that most of the time goes to the file that is damaged. */
const small = project({
  'evals/failmode.yml': `version: 1
models: { app: { model: m } }
targets: { leasing: { run: { command: [node, app.mjs] }, cases: [evals/cases/*.jsonl] } }
`,
  'evals/modes/slot.yml': 'name: Hallucinated slot\ndefinition: Offers what is not free.\n',
});

/** The files that are damaged, each as rich as its kind may be. */
const whole: Record<string, string> = {
  'evals/failmode.yml': `${String(project()['evals/failmode.yml'])}gate: { alpha: 0.1, fail_on: undecided, stale_after: 7d }
budget: { calls: 10, usd: 1.5, minutes: 2 }
looking: { traces: [traces/**/*.jsonl], sample: 10, every: week, rotation: [alice, bob] }
climb_down: { labels: [convert-to-code], milestone: next }
`,
  'evals/modes/slot.yml': `name: Hallucinated slot
definition: "Says: 3 pm"
opinion: true
evals:
  - id: polite
    rung: code
    target: leasing
    when:
      - { type: contains, any: [sorry, "no"], ignore_case: true }
    assert:
      - type: regex
        pattern: '^(?:Dear|Hello)\\b'
        flags: i
        message: It greets nobody
      - { type: length, max: { words: 90 }, of: $.text }
      - { type: equals, value: { slots: [{ at: 3 pm }] } }
  - id: plausible
    rung: judge
    target: leasing
    judge: { prompt: evals/judges/slot.md, model: app, labels: evals/labels/slot.jsonl }
    convert: { status: not-convertible, reason: taste }
  - id: sent
    rung: human
    target: leasing
    review: { question: Would you send this?, labels: evals/labels/tone.jsonl }
`,
  'evals/notes.jsonl': String(project()['evals/notes.jsonl']).repeat(3),
  'evals/cases/leasing.jsonl': `${String(project()['evals/cases/leasing.jsonl'])}{"id":"c-3","input":{"a":[1,{"b":null}]},"tags":["x"],"metadata":{"k":1}}\n`,
};

/** What stands where something else was expected. */
const strange = [
  '',
  'null',
  'true',
  '-1',
  '1e999',
  '.nan',
  '9007199254740993',
  '[]',
  '{}',
  '[[[[]]]]',
  '{ a: { b: [1, x] } }',
  '*a',
  '&a x',
  '!!binary aGk=',
  '!x',
  '"\\u0000"',
  "'",
  '"',
  '__proto__',
  '<<',
  'constructor',
  '../../x',
  '$..[?@.a]',
  '(a+)+$',
  '\u202e\u0000',
  '\ud800',
  'x'.repeat(300),
  '\n---\n',
  '\t',
  '{{ x }}',
  '#',
  ': ',
  '- ',
  '? ',
  '|',
  '>',
  '%',
  '@',
];

type Mutation = (bytes: Buffer) => Buffer;

/** A place in a file, as a share of its length. */
const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

const at = (bytes: Buffer, place: number): number => Math.floor(place * bytes.length);

const flips = fc.tuple(share, fc.nat(255)).map(([place, byte]): Mutation => (bytes) => {
  const flipped = Buffer.from(bytes);
  if (flipped.length > 0) flipped[at(bytes, place)] = byte;
  return flipped;
});

const cuts = share.map(
  (place): Mutation =>
    (bytes) =>
      bytes.subarray(0, at(bytes, place)),
);

/** Doubles or leaves out a line. */
const lineMoves = fc.tuple(share, fc.boolean()).map(([place, twice]): Mutation => (bytes) => {
  const lines = bytes.toString().split('\n');
  const line = Math.floor(place * lines.length);
  return Buffer.from(
    lines.toSpliced(line, twice ? 0 : 1, ...(twice ? [lines[line] ?? ''] : [])).join('\n'),
  );
});

/** Puts something else for a word, a number or what stands in brackets. */
const swaps = fc
  .tuple(share, fc.constantFrom(...strange))
  .map(([place, other]): Mutation => (bytes) => {
    const text = bytes.toString();
    const words = [...text.matchAll(/[\w$./*-]+|\[[^\][]*\]|\{[^{}]*\}/g)];
    const word = words[Math.floor(place * words.length)];
    if (word === undefined) return Buffer.from(other);
    return Buffer.from(text.slice(0, word.index) + other + text.slice(word.index + word[0].length));
  });

const mutations = fc.array(fc.oneof(flips, cuts, lineMoves, swaps), { minLength: 1, maxLength: 3 });

const problemsOf = async (files: Files): Promise<readonly Problem[]> => {
  const loaded = await loadDefinitions(files);
  if (loaded.state === 'invalid') {
    expect(loaded.problems).not.toEqual([]);
    return loaded.problems;
  }
  expect(loaded.state).toBe('valid');
  return loaded.state === 'valid' ? lintCases(files, loaded.definitions) : [];
};

/** Where, what, and how to mend it, on one line, at a place that there is. */
const isWhole = (problem: Problem, lines: ReadonlyMap<string, number>): boolean =>
  /^[^\n\r]+:[1-9]\d*:[1-9]\d*: \S[^\n\r]*; \S[^\n\r]*$/.test(describeProblem(problem)) &&
  problem.line <= (lines.get(problem.file) ?? 0);

test('10 000 damaged files are read or refused: none throws, each refusal says where and how to mend it', async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(whole)), mutations, async (path, changes) => {
      const before = Buffer.from(whole[path] ?? '');
      const texts = {
        ...small,
        [path]: changes.reduce<Buffer>((bytes, change) => change(bytes), before),
      };
      const lines = new Map(
        Object.entries(texts).map(([name, text]) => [name, String(text).split(/\r\n?|\n/).length]),
      );
      const problems = await problemsOf(filesOf(texts));
      refused += problems.length > 0 ? 1 : 0;
      expect(problems.filter((problem) => !isWhole(problem, lines))).toEqual([]);
    }),
    { numRuns: 10_000, seed: 20_261_120 },
  );
  expect(refused).toBeGreaterThan(5000);
}, 60_000);
