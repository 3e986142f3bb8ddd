import { randomBytes } from 'node:crypto';
import { afterEach } from 'vitest';
import { modelSchema } from '../../src/domain/config.ts';
import { openJudge, type JudgePorts, type JudgeSettings } from '../../src/judges/judge.ts';
import { parseJudgePrompt } from '../../src/judges/prompt.ts';
import { memoryReplies } from '../../src/judges/replies.ts';
import { openaiProvider } from '../../src/providers/openai.ts';
import { startModel, type Decide, type Model } from '../local/model.ts';
import { noPause } from '../providers/endpoint.ts';

export const saying = (verdict: 'pass' | 'fail', critique = 'It says so.'): string =>
  JSON.stringify({ critique, verdict });

const open: Model[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((model) => model.close()));
});

type Given = Partial<JudgePorts> & Partial<JudgeSettings> & { text?: string; price?: boolean };

/** A judge at an endpoint. */
export const judgeAt = (url: string, given: Given = {}) => {
  const { text = 'Is {{ output }} a right answer to {{ input }}?', price = false, ...rest } = given;
  const model = modelSchema.parse({
    model: 'judge-1',
    base_url: url,
    ...(price && { price: { input: 2, output: 10 } }),
  });
  const { pause } = noPause();
  const settings = { name: 'slot/kind', examples: [], model, timeoutMs: 5000, ...rest };
  const ports = {
    ask: openaiProvider({ env: {}, pause }),
    admit: () => undefined,
    book: () => {},
    boundary: () => randomBytes(16).toString('hex'),
    replies: memoryReplies(),
    ...rest,
  };
  return openJudge({ prompt: parseJudgePrompt('evals/judges/slot.md', text), ...settings }, ports);
};

/** A judge whose model answers what the test decides. */
export const judgeWith = async (decide: Decide, given: Given = {}) => {
  const model = await startModel(decide);
  open.push(model);
  return { judge: judgeAt(model.url, given), requests: model.requests, url: model.url };
};
