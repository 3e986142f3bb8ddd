import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileReplies, memoryReplies, recordedReplies } from '../../src/judges/replies.ts';
import { temporaryFolder } from '../local/scratch.ts';
import { badReplies } from './hostile.ts';

const reply = '{"critique":"Fine.","verdict":"pass"}';
const digest = (digit: string): string => digit.repeat(64);
const line = (asked: string, text: string): string => JSON.stringify({ asked, reply: text });

test('what was kept in a file is there for the next run', () => {
  const path = join(temporaryFolder('replies'), 'replies.jsonl');
  const first = fileReplies(path);
  expect(first.get(digest('a'))).toBeUndefined();
  first.put(digest('a'), reply);
  first.put(digest('a'), reply);
  expect(first.get(digest('a'))).toBe(reply);
  expect(fileReplies(path).get(digest('a'))).toBe(reply);
  expect(readFileSync(path, 'utf8')).toBe(`${line(digest('a'), reply)}\n`);
});

test('a torn last line costs itself only', () => {
  const path = join(temporaryFolder('replies'), 'replies.jsonl');
  writeFileSync(path, `${line(digest('a'), reply)}\n${line(digest('b'), reply).slice(0, 90)}`);
  fileReplies(path).put(digest('c'), reply);
  const again = fileReplies(path);
  expect(['a', 'b', 'c'].map((digit) => again.get(digest(digit)))).toEqual([
    reply,
    undefined,
    reply,
  ]);
});

test.each(badReplies)('what cannot be used is neither kept nor read: %j', (bad) => {
  const path = join(temporaryFolder('replies'), 'replies.jsonl');
  for (const store of [memoryReplies(), fileReplies(path)]) {
    store.put(digest('a'), bad);
    expect(store.get(digest('a'))).toBeUndefined();
  }
  expect(recordedReplies(line(digest('a'), bad)).get(digest('a'))).toBeUndefined();
});

test('recorded replies are read, and none is added', () => {
  const store = recordedReplies(`garbage\n${line('short', reply)}\n${line(digest('a'), reply)}`);
  store.put(digest('b'), reply);
  expect(store.get(digest('a'))).toBe(reply);
  expect(store.get(digest('b'))).toBeUndefined();
  expect(store.get('short')).toBeUndefined();
});
