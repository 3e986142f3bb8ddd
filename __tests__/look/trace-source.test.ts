import { expect, test } from 'vitest';
import { openTraceSource } from '../../src/look/trace-source.ts';
import { temporaryFolder } from '../local/scratch.ts';

const opened = async (printed: string) => {
  const command = [process.execPath, '-e', `console.log(${JSON.stringify(printed)})`];
  const source = await openTraceSource(
    { command },
    { root: temporaryFolder('source'), env: process.env },
  );
  await source.release();
  return source.warnings;
};

test('what was lost of the traces that a program prints is said', async () => {
  const row = JSON.stringify({ id: 'a', query: 'q', response: 'r' });
  expect(await opened(`${row}\n{"id"`)).toEqual([
    expect.stringMatching(
      /^lost or changed on import: this line is not JSON.* \(1 record lost\): what it printed:2$/,
    ),
  ]);
});

test('of a format that nobody knows, the program is to be mended, not a path of ours mapped', async () => {
  const refused = opened('{"turns": [], "nr": 1}');
  await expect(refused).rejects.toMatchObject({
    why: 'what it printed is of no format that is known: its records have the keys "turns", "nr"',
    remedy: expect.not.stringContaining('--map') as string,
  });
});
