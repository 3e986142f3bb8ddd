/** Builds `dist/`: one self-contained, readable file a door, with the licences of what is in it. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { buildPage } from './page.ts';

const root = join(import.meta.dirname, '..');
const out = process.argv[2] ?? join(root, 'dist');
const doors = {
  index: 'src/action.ts',
  cli: 'src/cli.ts',
  worker: 'src/worker.ts',
  gate: 'src/gate.ts',
};
const allowed = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
]);

const inModules = /node_modules\/((?:@[^/]+\/)?[^/]+)\//g;

const packageOf = (id: string): string | undefined => {
  const last = [...id.matchAll(inModules)].at(-1);
  return last === undefined ? undefined : id.slice(0, last.index + last[0].length);
};

const bundle = async (name: string, input: string): Promise<Set<string>> => {
  const build = await rolldown({
    input: join(root, input),
    platform: 'node',
    cwd: root,
    logLevel: 'warn',
  });
  const banner = name === 'cli' ? '#!/usr/bin/env node' : '';
  const { output } = await build.write({
    file: join(out, `${name}.js`),
    format: 'esm',
    codeSplitting: false,
    minify: false,
    comments: { legal: true },
    banner,
  });
  await build.close();
  const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
  return new Set(modules.map(packageOf).filter((folder) => folder !== undefined));
};

type Manifest = { name: string; version: string; license?: string };

const notice = (folder: string): string => {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const licence = manifest.license ?? 'none';
  if (!allowed.has(licence))
    throw new Error(`${manifest.name} has the licence ${licence}, which is not on the list`);
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const text =
    file === undefined ? `Licence: ${licence}` : readFileSync(join(folder, file), 'utf8').trim();
  return `${manifest.name} ${manifest.version} (${licence})\n\n${text}\n`;
};

const declarations = (): void => {
  const args = [
    'src/gate.ts',
    '--ignoreConfig',
    '--declaration',
    '--emitDeclarationOnly',
    '--outDir',
    join(out, 'types'),
    '--rootDir',
    'src',
    '--target',
    'es2024',
    '--module',
    'nodenext',
    '--strict',
    '--allowImportingTsExtensions',
    '--rewriteRelativeImportExtensions',
    '--skipLibCheck',
    '--types',
    'node',
  ];
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const folders = new Set<string>();
for (const [name, input] of Object.entries(doors)) {
  for (const folder of await bundle(name, input)) folders.add(folder);
}
writeFileSync(join(out, 'look.html'), await buildPage());
// The page is built apart: what it is made of is named here.
folders.add(join(root, 'node_modules/preact'));
const notices = [...folders].map(notice).toSorted();
writeFileSync(join(out, 'licenses.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
declarations();
