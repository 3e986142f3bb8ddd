import { expect, test } from 'vitest';
import { outputSchema } from '../../src/domain/output.ts';
import { producedBy, traceCase } from '../../src/frequency/trace-case.ts';
import { trace } from './measured.ts';

test('a trace of one turn is the case of its question, and all that it recorded is its output', () => {
  const call = { name: 'findTour', arguments: { day: 'Monday' }, result: [] };
  const recorded = {
    tool_calls: [call],
    documents: [{ id: 'kb-1', text: 'Fees' }],
    usage: { input_tokens: 3 },
    latency_ms: 12,
    finish_reason: 'stop',
    error: 'a tool failed',
  };
  const one = trace('a/b c', 'Hello.', {
    ...recorded,
    at: '2026-11-23T10:00:00Z',
    metadata: { user: 'u-1' },
  });
  const { case: made, output } = traceCase(one);
  expect(made).toEqual({
    id: 'a/b c',
    input: 'A question about a/b c?',
    trace: 'a/b c',
    metadata: { user: 'u-1' },
  });
  expect(output).toEqual({ output: 'Hello.', messages: one.messages, ...recorded });
  expect(outputSchema.safeParse(output).success).toBe(true);
});

test('where there are several turns, the input is what came before the last answer', () => {
  const messages = [
    { role: 'system', content: 'Be kind.' },
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
    { role: 'user', content: 'Fees?' },
    { role: 'assistant', content: 'None.' },
  ];
  const { case: made, output } = traceCase(trace('t', 'None.', { messages }));
  expect(made.input).toEqual({ messages: messages.slice(1, 4) });
  expect(output.messages).toEqual(messages);
});

test.each([
  ['an answer', { output: 'Yes.' }, 'output'],
  ['an answer and an error', { output: 'Yes.', error: 'a tool failed' }, 'output'],
  ['no answer, and no error', { output: '' }, 'output'],
  ['no text and an error', { output: ' ', error: '503' }, 'error'],
  ['an empty object and an error', { output: {}, error: '503' }, 'error'],
] as const)('a trace with %s is measured as what it is', (_, output, kind) => {
  expect(producedBy(output).kind).toBe(kind);
});
