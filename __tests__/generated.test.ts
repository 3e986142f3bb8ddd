import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { withTables } from '../scripts/readme.ts';
import { temporaryFolder } from './local/scratch.ts';

const root = join(import.meta.dirname, '..');

const filesBelow = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
  );

test('dist is what the sources build to, to the byte: npm run build', () => {
  const out = join(temporaryFolder('dist'), 'dist');
  execFileSync(process.execPath, [join(root, 'scripts/build.ts'), out], { cwd: root });
  const [built, committed] = [filesBelow(out), filesBelow(join(root, 'dist'))];
  expect(Object.keys(committed).toSorted()).toEqual(Object.keys(built).toSorted());
  const stale = Object.keys(built).filter((path) => built[path] !== committed[path]);
  expect(stale).toEqual([]);
});

test("the README's tables are made from the registries and action.yml: npm run generate", () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  expect(withTables(readme)).toBe(readme);
});
