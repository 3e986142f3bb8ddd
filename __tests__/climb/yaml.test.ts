import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { prepareEval } from '../../src/assertions/grade.ts';
import { climb } from '../../src/climb/climb.ts';
import { yamlOf } from '../../src/climb/yaml.ts';
import { aCase, nothing } from '../assertions/judging.ts';
import { answer, examplesOf } from './answers.ts';
import { asPasted } from './pasted.ts';

const hostile = [
  '{{ unit.name }}',
  'it\'s "quoted"',
  'first\nsecond',
  '  two spaces\n    four\n\nlong enough to be folded over several lines of a block',
  'rent: $1,850 # a month',
  '- a list',
  '&anchor *alias !!tag',
  '<<',
  '--- %YAML',
  '| > ? @ `',
  'null',
  'yes',
  '0x1F',
  '1e3',
  '~',
  '\ttab\r',
  '\u0085\u2028\u2029\ufeff',
  '\u0000\u001b[31m',
  '\u202eright to left',
  '```\n</details>',
  ' ends in a space ',
  'é 家 👩‍👩‍👧',
];

const entryFor = (phrase: string) => ({
  type: 'contains',
  any: [phrase, 'plain'],
  ignore_case: true,
  not: true,
});

test.each(hostile)('the phrase %j is pasted as it is, and found', async (phrase) => {
  const assert = [entryFor(phrase)];
  const yaml = yamlOf(assert);
  expect(yaml).not.toMatch(/[^\P{C}\n]/u);
  expect(asPasted(yaml)).toEqual(assert);
  const grade = await prepareEval({ when: [], assert }, nothing);
  const output = { output: `Before ${phrase} after` };
  expect(grade(aCase, { kind: 'output', output })).toMatchObject({ verdict: 'fail' });
});

test('any text is pasted as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }), (phrase) => {
      const assert = [entryFor(phrase), entryFor(phrase)];
      expect(asPasted(yamlOf(assert))).toEqual(assert);
    }),
    { numRuns: 500, seed: 20_261_124 },
  );
});

test.each([
  ['{{unit}}', 'The unit {{unit}} is free.'],
  ['#a:b', 'Ask for #a:b today.'],
  ["'til", "It is open 'til late."],
])('a search that finds %s proposes lines that hold it', async (_phrase, sentence) => {
  const examples = examplesOf(80, (chance, index) => ({
    output: answer(chance, index % 2 === 0 ? [sentence] : []),
    isFail: index % 2 === 0,
  }));
  const found = await climb(examples, { seed: 1 });
  const proposals = found.outcome === 'proposals' ? found.proposals : [];
  expect(proposals.map(({ family }) => family)).toContain('phrases');
  for (const { yaml, assert } of proposals) expect(asPasted(yaml)).toEqual(assert);
});

test('no phrase is proposed that nobody can see', async () => {
  const examples = examplesOf(80, (chance, index) => ({
    output: answer(chance, index % 2 === 0 ? ['\u202egnp\u200b.exe'] : []),
    isFail: index % 2 === 0,
  }));
  const found = await climb(examples, { seed: 1 });
  expect(JSON.stringify(found)).not.toMatch(/\p{Cf}/u);
});
