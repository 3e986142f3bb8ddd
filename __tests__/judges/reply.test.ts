import { expect, test } from 'vitest';
import { readReply } from '../../src/judges/reply.ts';
import { badReplies } from './hostile.ts';

const good = { critique: 'It names a slot that exists.', verdict: 'pass' } as const;
const text = JSON.stringify(good);

test.each([
  text,
  ` \n${text}\n`,
  JSON.stringify(good, null, 2),
  `\`\`\`json\n${text}\n\`\`\``,
  `\`\`\`\n${text}\n\`\`\`\n`,
])('a reply is read: %j', (written) => {
  expect(readReply(written, 'stop')).toEqual(good);
  expect(readReply(written, 'end_turn')).toEqual(good);
  expect(readReply(written, undefined)).toEqual(good);
});

test.each([
  ...badReplies,
  '{"critique":"a","verdict":"pass","verdict":"pass"}',
  String.raw`{"critique":"a","verdict":"fail","verd\u0069ct":"pass"}`,
  '{"critique":"a","verdict":"pass","score":1}',
  JSON.stringify({ verdict: good.verdict, critique: good.critique }),
  '{"critique":"","verdict":"pass"}',
  '{"critique":" ","verdict":"pass"}',
  '{"critique":null,"verdict":"pass"}',
  '{"critique":"a","verdict":"Pass"}',
  '{"critique":"a","verdict":"pass "}',
  `${text}${text}`,
  `${text} Thanks!`,
  `The verdict:\n${text}`,
  `\`\`\`json\n${text}\n\`\`\`\n\`\`\`json\n${text}\n\`\`\``,
  `<think>hm</think>${text}`,
  `[${text}]`,
  JSON.stringify(text),
  text.slice(0, -1),
  `${text}\u0000`,
])('a reply cannot be used: %j', (written) => {
  expect(readReply(written, 'stop')).toEqual({ wrong: expect.any(String) });
});

test.each([
  ['length', 'it was cut short'],
  ['content_filter', 'a content filter stopped it'],
  ['refusal', 'the model refused to answer'],
  ['tool_calls', 'it calls a tool'],
  ['MAX_TOKENS', 'it ended for "MAX_TOKENS"'],
  ['safety', 'it ended for "safety"'],
  ['', 'it ended for ""'],
])('what ended for %s is not whole, whatever it says', (finishReason, wrong) => {
  expect(readReply(text, finishReason)).toEqual({ wrong });
});

test('of what a judge wrote no more than a little is quoted', () => {
  const { wrong } = readReply('x'.repeat(5000), 'stop') as { wrong: string };
  expect(wrong.length).toBeLessThan(150);
});
