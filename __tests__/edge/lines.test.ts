import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesOfCheckout, filesOfCommit } from '../../src/edge/files.ts';
import { openGit } from '../../src/edge/git.ts';
import { startRepository } from '../local/repository.ts';

const all = async (lines: AsyncIterable<string>): Promise<string[]> => {
  const read: string[] = [];
  for await (const line of lines) read.push(line);
  return read;
};

/** Line ends of Unicode that JSON leaves as they are inside a text. */
const separated = JSON.stringify({ id: 'a', input: 'one\u2028two\u2029three\u0085four' });
const text = `${separated}\r\n\n${'x'.repeat(70_000)}é\nlast`;
const lines = [separated, '', `${'x'.repeat(70_000)}é`, 'last'];

test('only a line feed ends a line, in the checkout and in a commit alike', async () => {
  const repository = await startRepository({ 'cases.jsonl': text });
  const git = openGit(repository.work);
  const commit = await repository.head();
  for (const files of [filesOfCheckout(git), filesOfCommit(git, commit)]) {
    expect(await all(files.lines('cases.jsonl'))).toEqual(lines);
    expect(await all(files.lines('none.jsonl'))).toEqual([]);
  }
  writeFileSync(join(repository.work, 'cases.jsonl'), '');
  expect(await all(filesOfCheckout(git).lines('cases.jsonl'))).toEqual([]);
  execFileSync('git', ['checkout', '-q', '.'], { cwd: repository.work });
});
