import { expect, test } from 'vitest';
import type { Trace } from '../../../src/domain/trace.ts';
import { parsed } from '../../../src/importers/json.ts';
import { conversation } from '../../../src/look/page/conversation.ts';

const shown = (changes: Partial<Trace>): unknown[] =>
  conversation({
    id: 't',
    messages: [],
    output: '',
    source: { format: 'chat', id: 't' },
    ...changes,
  }).map(({ word, content, calls }) => [
    word,
    content,
    ...calls.map((call) => `${call.name}=${call.answered ? String(call.result) : '?'}`),
  ]);

const asks = (...calls: (string | [string, string])[]) => ({
  role: 'assistant',
  content: '',
  tool_calls: calls.map((call) =>
    typeof call === 'string' ? { name: call } : { id: call[0], name: call[1] },
  ),
});

test('a result stands beside its call, found by its id in any order', () => {
  const messages = [
    asks(['1', 'one'], ['2', 'two']),
    { role: 'tool', tool_call_id: '2', content: 'B' },
    { role: 'tool', tool_call_id: '1', content: 'A' },
  ];
  expect(shown({ messages })).toEqual([['Assistant', '', 'one=A', 'two=B']]);
});

test('results without an id answer the calls in their order', () => {
  const messages = [
    asks('one', 'two'),
    { role: 'function', content: 'A' },
    { role: 'tool', content: 'B' },
  ];
  expect(shown({ messages })).toEqual([['Assistant', '', 'one=A', 'two=B']]);
});

const answered = (...calls: [name: string, result: unknown][]) => ({
  role: 'assistant',
  content: '',
  tool_calls: calls.map(([name, result]) => ({ name, result })),
});

test.each([
  [
    'in another order',
    [
      ['B', 'two'],
      ['A', 'one'],
    ],
  ],
  ['without a name', [['A'], ['B']]],
  [
    'with an id that only the result has',
    [
      ['A', 'one', 'x'],
      ['B', 'two', 'y'],
    ],
  ],
])('a result that its call has already, %s, is not shown twice', (_name, results) => {
  const messages = [
    answered(['one', 'A'], ['two', 'B']),
    ...results.map(([content, name, id]) => ({
      role: 'tool',
      content,
      ...(name && { name }),
      ...(id && { tool_call_id: id }),
    })),
  ];
  expect(shown({ messages })).toEqual([['Assistant', '', 'one=A', 'two=B']]);
});

test.each(['{ "slots": [1, 2] }', '42', '{ "id": 12345678901234567890 }', '"{\\"quoted\\": 2}"'])(
  'a result read from the text %s is that text',
  (content) => {
    const messages = [answered(['one', parsed(content)]), { role: 'tool', content }];
    expect(shown({ messages })).toHaveLength(1);
  },
);

test('equal results answer one call each, and another result is shown on its own', () => {
  const result = (content: string) => ({ role: 'tool', name: 'one', content });
  const calls = answered(['one', 'A'], ['one', 'A'], ['two', 'C']);
  const messages = [calls, result('A'), result('A'), result('A'), result('C')];
  expect(shown({ messages })).toEqual([
    ['Assistant', '', 'one=A', 'one=A', 'two=C'],
    ['Tool', 'A'],
    ['Tool', 'C'],
  ]);
});

test('a result with a name goes to the open call of that name', () => {
  const messages = [asks('one', 'two'), { role: 'tool', name: 'two', content: 'B' }];
  expect(shown({ messages })).toEqual([['Assistant', '', 'one=?', 'two=B']]);
});

test('a result that no call asked for is shown on its own, a call without one says so', () => {
  const messages = [{ role: 'tool', tool_call_id: 'x', content: 'lost' }, asks('one')];
  expect(shown({ messages })).toEqual([
    ['Tool', 'lost'],
    ['Assistant', '', 'one=?'],
  ]);
});

test.each([
  ['developer', 'System'],
  ['human', 'User'],
  ['asssistant', 'Assistant'],
  ['Model', 'Assistant'],
  ['critic', 'critic'],
])('the role %s reads %s', (role, word) => {
  expect(shown({ messages: [{ role, content: 'x' }], output: 'x' })[0]).toEqual([word, 'x']);
});

test('the output is the last turn, but not twice', () => {
  const messages = [{ role: 'assistant', content: 'done' }];
  expect(shown({ messages, output: 'done' })).toEqual([['Assistant', 'done']]);
  expect(shown({ messages, output: { ok: true } })).toEqual([
    ['Assistant', 'done'],
    ['Output', { ok: true }],
  ]);
});

const user = { role: 'user', content: 'Hello?' };
const empty = { role: 'assistant', content: '' };

test.each([
  ['ends with an empty message', [user, empty]],
  ['ends with a blank one', [user, { ...empty, content: ' \n' }]],
  ['ends with what the user said', [user]],
])('an answer that is empty is shown where the trace %s', (_, messages) => {
  expect(shown({ messages })).toEqual([
    ['User', 'Hello?'],
    ['Assistant', undefined],
  ]);
});

test('a trace that ends with calls and then nothing shows that as well', () => {
  const messages = [user, asks('one'), { role: 'tool', content: 'A' }, empty];
  expect(shown({ messages }).slice(1)).toEqual([
    ['Assistant', '', 'one=A'],
    ['Assistant', undefined],
  ]);
});

test.each([
  ['in the middle', [user, empty, user, { ...empty, content: 'Hi' }], '', 3],
  ['that only carries a call', [user, asks('one')], '', 2],
  ['before an output', [user, empty], 'Hi', 2],
])('an empty message %s is no turn of its own', (_, messages, output, count) => {
  const turns = shown({ messages, output });
  expect(turns).toHaveLength(count);
  expect(turns).not.toContainEqual(['Assistant', undefined]);
});

test('a trace in which nothing was said has no turns', () => {
  expect(shown({})).toEqual([]);
});

test('calls that only the trace lists are shown with the output', () => {
  const calls = [{ name: 'one', result: 'A' }];
  expect(shown({ output: 'done', tool_calls: calls })).toEqual([['Output', 'done', 'one=A']]);
});
