import { expect, test } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import type { ChatMessage } from '../../src/domain/model-call.ts';
import { renderPrompt } from '../../src/targets/render.ts';

const system = (content: string): ChatMessage => ({ role: 'system', content });
const user = (content: string): ChatMessage => ({ role: 'user', content });

const render = (input: Case['input'], ...messages: ChatMessage[]) => {
  const rendered = renderPrompt({ file: 'p.md', messages, parameters: {} }, input);
  return rendered.kind === 'messages' ? rendered.messages : rendered.reason;
};

test.each([
  ['a path', { a: { b: 'x' } }, 'say {{ a.b }}', 'say x'],
  ['white space or none', { a: 'x' }, '{{a}}{{  a\t}}', 'xx'],
  ['an item of a list', { a: ['x', 'y'] }, '{{ a.1 }}', 'y'],
  ['a number', { a: 0 }, '{{ a }}', '0'],
  ['an object as JSON', { a: { b: [1] } }, '{{ a }}', '{"b":[1]}'],
  ['nothing that is there', { a: null }, '{{ a }}', 'null'],
  ['a text input', 'hi', 'User: {{ input }}', 'User: hi'],
  ['braces inside a value literally', { a: '{{ b }} $& $1', b: 'no' }, '{{ a }}', '{{ b }} $& $1'],
  [
    'other braces as they are',
    { a: 'x' },
    '{{ a }} {{#if a}} { "b": {} }',
    'x {{#if a}} { "b": {} }',
  ],
])('a prompt renders %s', (_, input, text, expected) => {
  expect(render(input, system(text))).toEqual([system(expected)]);
});

test.each([
  ['a name', {}, '{{ tenant }}', 'tenant'],
  ['a path', { tenant: { id: 1 } }, '{{ tenant.name }}', 'tenant.name'],
  ['the input itself', { question: 'x' }, '{{ input }}', 'input'],
  ['what every object has', {}, '{{ constructor.name }}', 'constructor.name'],
])('a prompt that asks for %s in vain is told', (_, input, text, name) => {
  expect(render(input, system(text))).toBe(`the input has no \`${name}\`, which p.md asks for`);
});

test.each([
  ['a text', 'hi', 'hi'],
  ['an object', { a: 1 }, '{"a":1}'],
])('%s that the prompt does not use follows as the user message', (_, input, said) => {
  expect(render(input, system('be kind'))).toEqual([system('be kind'), user(said)]);
});

test('a prompt with a user message of its own gets no other', () => {
  expect(render('hi', system('be kind'), user('go'))).toEqual([system('be kind'), user('go')]);
});

test('a conversation follows as it is, beside the variables of the prompt', () => {
  const messages = [
    { role: 'assistant', content: null, tool_calls: [{ id: 't-1' }] },
    { role: 'tool', content: 'free', tool_call_id: 't-1' },
  ];
  const rendered = render({ name: 'Ada', messages }, system('You help {{ name }}.'));
  expect(rendered).toEqual([system('You help Ada.'), ...messages]);
});

test('a conversation that the prompt shows is not sent twice', () => {
  const messages = [user('hi')];
  expect(render({ messages }, system('{{ messages }}'))).toEqual([
    system(JSON.stringify(messages)),
  ]);
});

test('a conversation that is none is told', () => {
  expect(render({ messages: ['hi'] }, system('be kind'))).toMatch(/not a list of/);
});
