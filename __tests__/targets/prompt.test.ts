import { expect, test } from 'vitest';
import { modelSchema } from '../../src/domain/config.ts';
import type { AskModel, ModelReply, ModelRequest } from '../../src/domain/model-call.ts';
import { openTarget } from '../../src/targets/registry.ts';
import { caseOf, errorThat, filesOf, never, ports, produced, target } from './build.ts';

const model = modelSchema.parse({ model: 'gpt-test', price: { input: 2, output: 8 } });
const { price: _, ...unpriced } = model;

type Reply = Extract<ModelReply, { kind: 'reply' }>;

const reply = (rest: Partial<Reply> = {}): ModelReply => ({
  kind: 'reply',
  text: 'Tuesday',
  toolCalls: [],
  inputTokens: 1000,
  outputTokens: 250,
  finishReason: undefined,
  latencyMs: 40,
  ...rest,
});

const open = async (text: string, answer: ModelReply = reply(), models = { app: model }) => {
  const asked: ModelRequest[] = [];
  const ask: AskModel = async (request) => {
    asked.push(request);
    return answer;
  };
  const files = filesOf({ 'prompts/a.md': text });
  const run = { prompt: 'prompts/a.md', model: 'app' };
  const runner = await openTarget(target(run, { timeout: '7s' }), ports({ ask, models, files }));
  return { runner, asked };
};

test('the prompt is rendered with the input, and the model is asked', async () => {
  const { runner, asked } = await open('---\nmaxTokens: 9\n---\nHelp {{ name }}.');
  await produced(runner, caseOf({ name: 'Ada' }));
  expect(asked).toEqual([
    {
      model,
      messages: [{ role: 'system', content: 'Help Ada.' }],
      extra: { max_tokens: 9 },
      timeoutMs: 7000,
    },
  ]);
});

test('a reply is an output, with what it used and cost', async () => {
  const { runner } = await open('Be kind.');
  expect(await runner.run(caseOf(), 0, never)).toEqual({
    produced: {
      kind: 'output',
      output: {
        output: 'Tuesday',
        usage: { input_tokens: 1000, output_tokens: 250 },
        latency_ms: 40,
      },
    },
    inputTokens: 1000,
    outputTokens: 250,
    calls: 1,
    usd: 0.004,
  });
});

test('tool calls and the reason for the end are part of the output', async () => {
  const toolCalls = [{ name: 'bookTour', arguments: { at: '10:00' } }];
  const { runner } = await open('x', reply({ text: '', toolCalls, finishReason: 'tool_calls' }));
  expect(await produced(runner)).toMatchObject({
    output: { output: '', tool_calls: toolCalls, finish_reason: 'tool_calls' },
  });
});

test('a model without a price costs nothing that is known', async () => {
  const { runner } = await open('Be kind.', reply(), { app: unpriced });
  expect(await runner.run(caseOf(), 0, never)).not.toHaveProperty('usd');
});

test('a model that gives no answer is an error', async () => {
  const { runner } = await open('Be kind.', { kind: 'error', reason: 'rate limited (429)' });
  expect(await produced(runner)).toEqual(errorThat('rate limited (429)'));
});

test('a missing variable is an error of that case, and no call', async () => {
  const { runner, asked } = await open('Help {{ name }}.');
  expect(await runner.run(caseOf({}), 0, never)).toMatchObject({
    produced: errorThat('the input has no `name`, which prompts/a.md asks for'),
    calls: 0,
  });
  expect(asked).toEqual([]);
});

test.each([
  ['a prompt that is not there', { prompt: 'none.md', model: 'app' }, 'there is no prompt none.md'],
  [
    'a model that is not there',
    { prompt: 'a.md', model: 'toString' },
    'there is no model toString',
  ],
  ['no model', { prompt: 'a.md' }, 'the prompt names no model'],
])('%s is told before the first case', async (_name, run, message) => {
  const opening = openTarget(target(run), ports({ models: { app: model } }));
  await expect(opening).rejects.toMatchObject({ name: 'Failure', message });
});
