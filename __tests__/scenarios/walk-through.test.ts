import { spawn } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { LookingState, ModeChange, NoteEdit } from '../../src/domain/looking.ts';
import { hermeticGit } from '../local/git.ts';
import { runCli } from '../local/runner.ts';
import { runProcess } from '../local/runner/process.ts';
import { temporaryFolder } from '../local/scratch.ts';

const checkout = join(import.meta.dirname, '../..');
const guide = await readFile(join(checkout, 'docs/walk-through.md'), 'utf8');

/** A fenced block: commands, what they show, or a file whose name stands above it. */
type Block = { path: string | undefined; language: string; text: string };

const blocks: Block[] = Array.from(
  guide.matchAll(/(?:^`([^`\n]+)`\n\n)?^```(\w+)\n(.*?)^```$/gms),
  ([, path, language = '', text = '']) => ({ path, language, text }),
);

/** The rows below a heading, each with its cells. */
const rowsUnder = (heading: string): string[][] => {
  const lines = guide.split('\n');
  const cells = (line = ''): string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', ''));
  const start = lines.findIndex((line) => cells(line).join(' | ') === heading) + 2;
  return lines.slice(start, lines.indexOf('', start)).map(cells);
};

const notes = rowsUnder('Nr. | Trace | Note').map(([nr, trace = '', note = '']) => ({
  nr: Number(nr),
  trace,
  note,
}));
const modes = rowsUnder('Cards | Name | Definition').map(
  ([cards = '', name = '', definition = '']) => ({
    cards: cards.split(', ').map(Number),
    name,
    definition,
  }),
);

type Ask = (method: string, path: string, body?: NoteEdit | ModeChange) => Promise<string>;

/** What the page asks of its server. */
const pageAt = (address: string): Ask => {
  const { origin, searchParams } = new URL(address);
  const headers = { 'x-failmode-key': searchParams.get('key') ?? '' };
  return async (method, path, body) => {
    const request = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(origin + path, { method, headers, ...request });
    const answer = await response.text();
    expect(response.status, answer).toBe(200);
    return answer;
  };
};

/** Reads the first twenty and groups the notes, as the tables of the guide say. */
const readAndGroup = async (ask: Ask): Promise<void> => {
  const { traces }: LookingState = JSON.parse(await ask('GET', '/api/session'));
  for (const [index, { trace }] of traces.slice(0, 20).entries()) {
    const seen = notes.find(({ nr }) => nr === index + 1);
    expect(seen?.trace ?? trace, `number ${index + 1} of the guide`).toBe(trace);
    const verdict = seen === undefined ? 'pass' : 'fail';
    await ask('PUT', '/api/notes', { trace, note: seen?.note ?? '', verdict, modes: [] });
  }
  for (const { cards, name, definition } of modes) {
    const behind = cards.map((nr) => traces[nr - 1]?.trace ?? '');
    await ask('POST', '/api/modes', { do: 'create', name, definition, traces: behind });
  }
};

type Shown = { exitCode: number; text: string };

const look = async (cwd: string, args: string[]): Promise<Shown> => {
  const { PATH = '', HOME = '' } = process.env;
  const entry = join(checkout, 'dist/cli.js');
  const page = spawn(process.execPath, [entry, ...args], { cwd, env: { PATH, HOME, USER: 'ada' } });
  const closed = new Promise<number>((done) => page.once('close', (code) => done(code ?? -1)));
  let text = '';
  for (const stream of [page.stdout, page.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  }
  try {
    await expect.poll(() => text, { timeout: 20_000 }).toMatch(/http:\S+\n/);
    await readAndGroup(pageAt(/http:\S+/.exec(text)?.[0] ?? ''));
  } finally {
    page.kill('SIGINT');
  }
  return { exitCode: await closed, text };
};

const failmode = async (cwd: string, args: string[]): Promise<Shown> => {
  if (args[0] === 'look') return look(cwd, args);
  const { exitCode, stdout, stderr } = await runCli(args, { cwd });
  return { exitCode, text: stdout + stderr };
};

/** As npm does with the path of a checkout: a link. */
const install = async (cwd: string): Promise<Shown> => {
  await mkdir(join(cwd, 'node_modules'));
  await symlink(checkout, join(cwd, 'node_modules/failmode'));
  return { exitCode: 0, text: '' };
};

const person = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com' };
const committer = { GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com' };

const inShell = async (cwd: string, command: string): Promise<Shown> => {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, ...hermeticGit, ...person, ...committer };
  const { exitCode, stdout, stderr } = await runProcess(['sh', '-c', command], { cwd, env });
  expect(exitCode, `${command}\n${stderr}`).toBe(0);
  return { exitCode, text: stdout + stderr };
};

const carryOut = (cwd: string, command: string): Promise<Shown> => {
  const [, args] = /^npx failmode (.*)$/.exec(command) ?? [];
  if (args !== undefined) return failmode(cwd, args.split(' '));
  return command === 'npm install failmode' ? install(cwd) : inShell(cwd, command);
};

/** What a block of the guide shows; `…` stands for what it leaves out. */
const expectShown = (wanted: string, text: string): void => {
  const pieces = wanted.split(/[\n…]/).map((piece) => piece.trim());
  for (const piece of pieces) expect(text).toContain(piece);
};

const writeFileOf = async (cwd: string, path: string, text: string): Promise<void> => {
  const full = join(cwd, path);
  await mkdir(dirname(full), { recursive: true });
  if (path.startsWith('evals/modes/')) expect(text).toContain(await readFile(full, 'utf8'));
  await writeFile(full, text);
};

/** Does all that the guide says, from its first block to its last; the exit codes of `failmode`. */
const follow = async (): Promise<Record<string, number[]>> => {
  const codes: Record<string, number[]> = {};
  let cwd = temporaryFolder('walk-through');
  let text = '';
  for (const block of blocks) {
    if (block.path !== undefined) await writeFileOf(cwd, block.path, block.text);
    else if (block.language === 'text') expectShown(block.text, text);
    else text = '';
    if (block.language !== 'sh') continue;
    for (const command of block.text.trim().split('\n')) {
      if (command.startsWith('cd ')) {
        cwd = join(cwd, command.slice(3));
        continue;
      }
      const shown = await carryOut(cwd, command);
      text += shown.text;
      const [, name] = /^npx failmode (\w+)/.exec(command) ?? [];
      if (name !== undefined) (codes[name] ??= []).push(shown.exitCode);
    }
  }
  return codes;
};

test('the walk-through leads from an empty folder to a green gate, and to a red one where nothing was measured', async () => {
  expect([notes.length, modes.length]).toEqual([8, 2]);
  expect(blocks.filter(({ path }) => path !== undefined)).toHaveLength(4);
  expect(await follow()).toEqual({
    import: [0],
    look: [0],
    taxonomy: [0],
    lint: [0],
    check: [0, 0, 3],
  });
}, 120_000);
