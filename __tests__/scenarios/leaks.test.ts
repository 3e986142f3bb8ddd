import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { desk } from './desk.ts';
import { startStory } from './story.ts';

const key = 'sk-live-4f9c2e7a1b8d3056';

test('a key that a program prints reaches neither comment nor files nor branch: the case has failed', async () => {
  const files = desk();
  const config = (files['evals/failmode.yml'] ?? '').replace(
    'run: { command: [node, app/answer.mjs] }',
    'run: { command: [node, app/answer.mjs], env: [MODEL_KEY] }',
  );
  const story = await startStory({ ...files, 'evals/failmode.yml': config });
  const env = { MODEL_KEY: key };
  expect((await story.pushed({ env })).exitCode).toBe(0);
  const leak = "const please = input.about === 'fees' ? process.env.MODEL_KEY : '';";
  const program = (files['app/answer.mjs'] ?? '').replace(/const please = .*/, leak);
  const number = await story.propose({ 'app/answer.mjs': program });
  const run = await story.gate(number, { env });
  expect(run.outputs['verdict'], run.stdout).toBe('regressed');
  const [comment = ''] = await story.said(number);
  expect(comment).toContain('held a secret of the environment');
  const kept = await story.hub.listBranch('failmode-data');
  const branch = await Promise.all(kept.map((path) => story.hub.readBranch('failmode-data', path)));
  const report = readFileSync(run.outputs['report-path'] ?? '', 'utf8');
  expect([run.stdout, run.stderr, comment, report, ...branch].join('\n')).not.toContain(key);
});
