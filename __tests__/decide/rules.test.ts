import { expect, test } from 'vitest';
import { rulesOf } from '../../src/decide/rules.ts';
import type { ConfigAsWritten } from '../../src/domain/config.ts';
import { definitions } from './definitions.ts';

const config = (over: Partial<ConfigAsWritten>) => definitions(undefined, over).config;
const model = (base_url: string, name = 'gpt-5-mini') => ({
  models: { app: { model: name, base_url, api_key_env: 'OPENAI_API_KEY' } },
});
const ours = 'https://api.openai.com/v1';

test('gate and budget are the base’s', () => {
  const base = config({ gate: { alpha: 0.05 }, budget: { calls: 10 } });
  const head = config({ gate: { alpha: 0.5 }, budget: { calls: 1_000_000 } });
  const rules = rulesOf(head, base);
  expect([rules.gate.alpha, rules.budget.calls]).toEqual([0.05, 10]);
});

test('another model at a known endpoint is asked; an endpoint that the base does not know is not', () => {
  const base = config(model(ours));
  expect([...rulesOf(config(model(ours, 'gpt-5-nano')), base).refusedModels]).toEqual([]);
  expect([...rulesOf(config(model('https://evil.example/v1')), base).refusedModels]).toEqual([
    'app',
  ]);
});

test('a program sees only variables that the base lists', () => {
  const desk = (env: string[]) => ({
    targets: { desk: { run: { command: ['node', 'a.mjs'], env }, cases: ['c.jsonl'] } },
  });
  const head = config(desk(['OPENAI_API_KEY', 'DEPLOY_KEY']));
  const rules = rulesOf(head, config(desk(['OPENAI_API_KEY'])));
  expect(rules.envOf(head.targets['desk'] as never)).toEqual(['OPENAI_API_KEY']);
});

test('without a base the head’s own rules apply', () => {
  expect(rulesOf(config({ gate: { alpha: 0.01 } }), undefined).gate.alpha).toBe(0.01);
});
