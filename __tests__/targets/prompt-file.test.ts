import { expect, test } from 'vitest';
import { describeFailure, Failure } from '../../src/domain/failure.ts';
import { parsePrompt } from '../../src/targets/prompt-file.ts';

const failureOf = (file: string, text: string): string => {
  try {
    parsePrompt(file, text);
  } catch (thrown) {
    if (thrown instanceof Failure) return describeFailure(thrown);
    throw thrown;
  }
  return 'it was read';
};

const githubPrompt = `name: Leasing
description: Answers tenants
model: openai/gpt-4o-mini
modelParameters:
  maxTokens: 100
  top_p: 0.5
responseFormat: json_schema
jsonSchema: |-
  {"name": "reply", "strict": true, "schema": {"type": "object"}}
messages:
  - role: system
    content: |
      You are kind.
  - { role: user, content: "{{ question }}" }
testData:
  - { question: Hi, expected: Hello }
evaluators:
  - name: kind
    string: { contains: Hello }
`;

test("GitHub's prompt file is read, with its parameters as the endpoint names them", () => {
  expect(parsePrompt('a.prompt.yml', githubPrompt)).toEqual({
    file: 'a.prompt.yml',
    messages: [
      { role: 'system', content: 'You are kind.\n' },
      { role: 'user', content: '{{ question }}' },
    ],
    parameters: {
      max_tokens: 100,
      top_p: 0.5,
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'reply', strict: true, schema: { type: 'object' } },
      },
    },
  });
});

test.each([
  ['without front matter', 'Be kind.\n', 'Be kind.', {}],
  [
    'with a rule that is no front matter',
    'Be kind.\n\n---\n\nAlways.',
    'Be kind.\n\n---\n\nAlways.',
    {},
  ],
  [
    'with front matter',
    '---\ntemperature: 0\nowner: alice\n---\n\nBe kind.\n',
    'Be kind.',
    { temperature: 0 },
  ],
  [
    'with parameters under their heading',
    '---\nmodelParameters: {maxTokens: 5}\n---\nBe kind.',
    'Be kind.',
    { max_tokens: 5 },
  ],
  ['with empty front matter', '---\n---\nBe kind.', 'Be kind.', {}],
  ['with Windows line ends', '---\r\ntopP: 1\r\n---\r\nBe kind.\r\n', 'Be kind.', { top_p: 1 }],
  ['with a byte order mark', '\uFEFF---\nseed: 1\n---\nBe kind.', 'Be kind.', { seed: 1 }],
])('a text %s is the system message', (_, text, content, parameters) => {
  expect(parsePrompt('prompts/a.md', text)).toEqual({
    file: 'prompts/a.md',
    messages: [{ role: 'system', content }],
    parameters,
  });
});

test.each([
  ['a second document', 'messages: []\n---\nmessages: []\n', /^a\.yml:\d+:\d+: .*document/],
  ['an alias', 'name: &n x\nmodel: *n\nmessages: []\n', /^a\.yml:2:8: aliases are not read/],
  ['a custom tag', 'name: !secret x\nmessages: []\n', /^a\.yml:1:7: .*tag/i],
  ['a duplicate key', 'name: x\nname: y\n', /^a\.yml:2:1: .*unique/],
  [
    'a role that is none',
    'messages:\n  - role: robot\n    content: x\n',
    /^a\.yml:2:11: messages\.0\.role/,
  ],
  ['no messages', 'name: x\n', /^a\.yml:1:1: messages cannot be used/],
  ['no mapping', '- x\n', /^a\.yml:1:1: the prompt cannot be used/],
  [
    'a schema that is not JSON',
    `responseFormat: json_schema\njsonSchema: "{"\nmessages: [{role: user, content: x}]`,
    /^a\.yml:2:13: jsonSchema/,
  ],
  ['nesting without end', '['.repeat(100_000), /^a\.yml/],
  ['more than a prompt', `name: ${'x'.repeat(2 << 20)}`, /longer than 1 MiB/],
])('%s is refused with its place', (_, text, expected) => {
  expect(failureOf('a.yml', text)).toMatch(expected);
});

test('front matter is counted in the lines of the file', () => {
  expect(failureOf('a.md', '---\nowner: alice\nmodelParameters: 5\n---\nBe kind.')).toMatch(
    /^a\.md:3:18: modelParameters cannot be used/,
  );
});
