// The leasing assistant: one JSON line in, one JSON line out, until the input ends.
// The understudy in app/understudy.mjs stands in for the hosted model: it follows the prompt, uses
// the index and the tools, and gives the same answer every time, without a key or a network.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openIndex } from './knowledge.mjs';
import { openModel } from './model.mjs';
import { answerWith } from './understudy.mjs';

const text = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

const answer = answerWith({
  prompt: text('prompts/leasing/system.md'),
  model: openModel(text('config/models.yml')),
  index: openIndex(JSON.parse(text('retrieval/manifest.json')), text),
  availability: JSON.parse(text('data/availability.json')),
});

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue;
  const { id, input } = JSON.parse(line);
  console.log(JSON.stringify({ id, ...answer(input) }));
}
