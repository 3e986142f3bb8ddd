import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { appendLines, endLastLine } from '../../src/look/append.ts';
import { writeAtomic } from '../../src/look/atomic.ts';
import { temporaryFolder } from '../local/scratch.ts';

const module = resolve(import.meta.dirname, '../../src/look/append.ts');

/** Another process that appends lines until it is done or is killed. */
const writer = (path: string, by: string, count: number) =>
  spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { appendLines } from ${JSON.stringify(module)};
       for (let n = 0; n < ${count}; n += 1)
         await appendLines(${JSON.stringify(path)}, [{ by: '${by}', n, note: 'x'.repeat(9000) }]);`,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );

const lines = (path: string): { by: string; n: number }[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { by: string; n: number });

test('two processes write at once, and every line is whole', async () => {
  const path = join(temporaryFolder('append'), 'notes.jsonl');
  const both = [writer(path, 'a', 50), writer(path, 'b', 50)];
  const ends = await Promise.all(both.map((one) => once(one, 'exit')));
  expect(ends.map(([code]) => code as number)).toEqual([0, 0]);
  const written = lines(path);
  for (const by of ['a', 'b']) {
    const own = written.filter((line) => line.by === by).map(({ n }) => n);
    expect(own).toEqual(Array.from({ length: 50 }, (_, n) => n));
  }
});

test('what a killed process had saved is there, and can be gone on with', async () => {
  const path = join(temporaryFolder('append'), 'notes.jsonl');
  const killed = writer(path, 'a', 100_000);
  while (!existsSync(path) || lines(path).length < 5) await new Promise((next) => setTimeout(next));
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  await endLastLine(path);
  await appendLines(path, [{ by: 'b', n: 0 }]);
  const written = lines(path);
  expect(written.at(-1)).toEqual({ by: 'b', n: 0 });
  expect(written.slice(0, -1).map(({ n }) => n)).toEqual(written.slice(0, -1).map((_, n) => n));
});

test.each([
  ['{"a":1}\n', undefined, '{"a":1}\n'],
  ['{"a":1}', undefined, '{"a":1}\n'],
  ['{"a":1}\n{"a', 2, '{"a":1}\n{"a\n'],
  ['', undefined, ''],
])('a file that ends in %j is mended to its last byte', async (text, cut, mended) => {
  const path = join(temporaryFolder('append'), 'notes.jsonl');
  writeFileSync(path, text);
  expect(await endLastLine(path)).toBe(cut);
  expect(readFileSync(path, 'utf8')).toBe(mended);
});

test('a link in the place of the file beside is not written through', async () => {
  const folder = temporaryFolder('append');
  const path = join(folder, 'TAXONOMY.md');
  writeFileSync(join(folder, 'elsewhere'), 'kept');
  symlinkSync(join(folder, 'elsewhere'), `${path}.${process.pid}.tmp`);
  await writeAtomic(path, 'new');
  expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('kept');
  expect(readFileSync(path, 'utf8')).toBe('new');
});

test('a link is not written through', async () => {
  const folder = temporaryFolder('append');
  writeFileSync(join(folder, 'elsewhere'), '');
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'notes.jsonl'));
  await expect(appendLines(join(folder, 'notes.jsonl'), [1])).rejects.toThrow('ELOOP');
});
