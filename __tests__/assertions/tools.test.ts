import { describe, expect, test } from 'vitest';
import type { AssertionEntry } from '../../src/domain/assertion.ts';
import type { Output, ToolCall } from '../../src/domain/output.ts';
import { refused, resourcesWith, told, trace } from './judging.ts';

const call = (name: string, args?: unknown): ToolCall =>
  args === undefined ? { name } : { name, arguments: args };
const calling = (...calls: ToolCall[]): Output => trace({ tool_calls: calls });
const names = (...all: string[]): Output => calling(...all.map((name) => call(name)));

const called = (times?: number): AssertionEntry => ({
  type: 'tool-called',
  name: 'book',
  ...(times !== undefined && { times }),
});

describe('tool-called', () => {
  test.each<[AssertionEntry, Output, string]>([
    [called(), names('search', 'book'), 'holds'],
    [called(), names('search', 'handOff'), 'never calls "book" (it calls "search", "handOff")'],
    [called(), trace({}), 'never calls "book" (it calls no tool)'],
    [called(2), names('book', 'book'), 'holds'],
    [called(2), names('book'), 'calls "book" 1 time; expected 2'],
    [called(1), names('book', 'book'), 'calls "book" 2 times; expected 1'],
  ])('%j %j: %s', async (entry, output, said) => {
    expect(await told(entry, output)).toBe(said);
  });

  test('finds calls where a JSONPath says they are', async () => {
    const entry = { ...called(), of: '$.calls[*]' };
    expect(await told(entry, trace({ output: { calls: [{ name: 'book' }] } }))).toBe('holds');
    expect(await told(entry, trace({ output: { calls: ['book'] } }))).toBe(
      'error: no list of tool calls: "book"',
    );
  });
});

test.each<[Output, string]>([
  [names('search'), 'holds'],
  [trace({}), 'holds'],
  [calling(call('book', { at: '10:00' })), 'calls "book" with {"at":"10:00"}'],
])('tool-not-called on %j: %s', async (output, said) => {
  expect(await told({ type: 'tool-not-called', name: 'book' }, output)).toBe(said);
});

test.each<[Output, string]>([
  [names('search', 'book'), 'holds'],
  [names('search', 'other', 'search', 'book', 'search'), 'holds'],
  [names('book', 'search', 'book'), 'calls "book" before "search"'],
  [names('search'), 'does not call "book" in its turn (it calls "search")'],
  [trace({}), 'does not call "search" in its turn (it calls no tool)'],
])('tool-order of search and book on %j: %s', async (output, said) => {
  expect(await told({ type: 'tool-order', names: ['search', 'book'] }, output)).toBe(said);
});

test.each<[Output, string]>([
  [calling(call('book', { at: '10' }), call('search', 5)), 'holds'],
  [calling(call('book', '{"at":"10"}')), 'holds'],
  [
    calling(call('book', { at: '10' }), call('book', { at: 5 })),
    'calls "book" with wrong arguments: /at must be string, is 5 (rule type)',
  ],
  [calling(call('book', '{"at"')), 'calls "book" with wrong arguments: are not JSON: "{\\"at\\""'],
  [names('search'), 'never calls "book" (it calls "search")'],
])('tool-arguments on %j: %s', async (output, said) => {
  const schema = { properties: { at: { type: 'string' } } };
  expect(await told({ type: 'tool-arguments', name: 'book', schema }, output)).toBe(said);
});

const valid = (tools: unknown): AssertionEntry => ({ type: 'tool-calls-valid', tools });

describe('tool-calls-valid', () => {
  const parameters = { type: 'object', required: ['at'], properties: { at: { type: 'string' } } };
  const shapes: [string, unknown][] = [
    ["Chat Completions' list", [{ type: 'function', function: { name: 'book', parameters } }]],
    ["Responses' list", [{ type: 'function', name: 'book', parameters }, { type: 'web_search' }]],
    ["Anthropic's list", [{ name: 'book', input_schema: parameters }]],
    ["MCP's answer", { tools: [{ name: 'book', inputSchema: parameters }] }],
    ['a map', { book: parameters }],
  ];

  describe.each(shapes)('given %s', (_name, tools) => {
    test.each<[Output, string]>([
      [calling(call('book', { at: '10:00' })), 'holds'],
      [calling(call('book', '{"at":"10:00"}')), 'holds'],
      [trace({}), 'holds'],
      [
        calling(call('book', { at: 10 })),
        'calls "book" with wrong arguments: /at must be string, is 10 (rule type)',
      ],
      [
        calling(call('book')),
        `calls "book" with wrong arguments: the value must have required property 'at' (rule required)`,
      ],
      [calling(call('bok', {})), 'calls "bok", which is no tool of the list ("book")'],
      [
        calling(call('constructor', {})),
        'calls "constructor", which is no tool of the list ("book")',
      ],
      [calling(call('book', 'at 10')), 'calls "book" with wrong arguments: are not JSON: "at 10"'],
    ])('%j: %s', async (output, said) => {
      expect(await told(valid(tools), output)).toBe(said);
    });
  });

  test('a tool without parameters takes any object, and the empty text is one', async () => {
    const tools = [{ type: 'function', function: { name: 'ping' } }];
    expect(await told(valid(tools), calling(call('ping', '')))).toBe('holds');
    expect(await told(valid(tools), calling(call('ping', [])))).toContain('must be object');
  });

  test('reads the list from a file', async () => {
    const resources = resourcesWith({
      files: { 'tools.json': JSON.stringify({ book: parameters }) },
    });
    expect(await told(valid('tools.json'), names('bok'), resources)).toContain(
      'no tool of the list',
    );
  });

  test.each<[string, unknown, string]>([
    ['an empty list', [], 'the list names no tool'],
    ['a nameless tool', [{ type: 'function', function: {} }], 'a tool without a name'],
    ['one name twice', [{ name: 'a' }, { name: 'a' }], 'two tools are named "a"'],
    ['a wrong schema', { book: { type: 'strng' } }, 'no JSON Schema'],
    ['a schema that is none', { book: 'string' }, 'a schema is an object'],
  ])('refuses %s', async (_name, tools, said) => {
    expect(await refused(valid(tools))).toMatch(/^tools: /);
    expect(await refused(valid(tools))).toContain(said);
  });
});
