import { expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { fillPrompt, flawsOfPrompt, parseJudgePrompt } from '../../src/judges/prompt.ts';

test('a prompt is read with its front matter', () => {
  const text =
    '\uFEFF---\r\nexamples: [l-001, "2"]\r\n---\r\n# One\n{{examples}}\n\n{{ output }}\n';
  expect(parseJudgePrompt('slot.md', text)).toEqual({
    file: 'slot.md',
    text: '# One\n{{examples}}\n\n{{ output }}',
    variables: ['examples', 'output'],
    examples: ['l-001', '2'],
  });
});

test.each([
  'Is {{ output }} right?',
  '---\n---\n{{ messages }}',
  'Did it book? {{tool_calls}} {{ input }} {{ reference }} {{ documents }}',
  '---\n\nA rule, and no front matter: {{ output }}',
])('nothing is wrong with %j', (text) => {
  expect(flawsOfPrompt(text)).toEqual([]);
});

test.each([
  [
    '{{ output }}\n Is {{ refrence }} met?',
    2,
    5,
    'there is no variable `refrence`',
    'did you mean `reference`?',
  ],
  [
    '---\nexamples: [a]\n---\n{{ examples }} {{ outptu }}',
    4,
    16,
    'there is no variable `outptu`',
    'did you mean `output`?',
  ],
  [
    '{{ output }} {{ input.question }}',
    1,
    14,
    'there is no variable `input.question`',
    'write {{ input }}: a judge is shown all of it',
  ],
  [
    '{{ output }} {{ zzz }}',
    1,
    14,
    'there is no variable `zzz`',
    'write input, output, reference, messages, documents, tool_calls or examples',
  ],
  ['{{ output }\n{{ messages }}', 1, 1, '`{{` is not closed', 'write a variable as {{ output }}'],
  [
    'Is {{ input }} kind?',
    1,
    1,
    'the prompt shows nothing to judge',
    'write {{ output }}, {{ messages }} or {{ tool_calls }} where it is to be shown',
  ],
  [
    '',
    1,
    1,
    'the prompt shows nothing to judge',
    'write {{ output }}, {{ messages }} or {{ tool_calls }} where it is to be shown',
  ],
  [
    '---\nexample: [a]\n---\n{{ output }}',
    2,
    1,
    'unknown key `example`',
    'did you mean `examples`?',
  ],
  [
    '---\nexamples: [7]\n---\n{{ output }}{{ examples }}',
    2,
    12,
    '`examples[0]` is 7, not text',
    'put it in quotes: "7"',
  ],
  [
    '---\nexamples: [a]\nexamples: [b]\n---\n{{ output }}{{ examples }}',
    3,
    1,
    'the key `examples` stands here twice, first on line 2',
    'keep one of them',
  ],
  [
    '---\nexamples: [a]\n---\n{{ output }}',
    1,
    1,
    'the examples are shown nowhere',
    'write {{ examples }} where they are to be shown',
  ],
  [
    '{{ output }}{{ examples }}',
    1,
    1,
    '{{ examples }} stands here, and there are none',
    'name labels in the front matter: `examples: [id]`',
  ],
])('%j is refused at %i:%i: %s; %s', (text, line, column, what, mend) => {
  expect(flawsOfPrompt(text)).toEqual([{ line, column, what, mend }]);
});

test('a prompt that cannot be used says where and how to mend it', () => {
  const read = () => parseJudgePrompt('evals/judges/slot.md', 'Is {{ outputs }} right?');
  expect(read).toThrow(
    new Failure(
      "evals/judges/slot.md:1:4: the judge's prompt cannot be used",
      'there is no variable `outputs`',
      'did you mean `output`?',
    ),
  );
});

test('values are filled in once, each on lines of its own', () => {
  const prompt = parseJudgePrompt('p.md', 'Is {{output}} right for\n{{ input }}\nor not?');
  const filled = fillPrompt(prompt, (name) => (name === 'output' ? '{{ input }} $& $1' : 'IN'));
  expect(filled).toBe('Is \n{{ input }} $& $1\n right for\nIN\nor not?');
});
