import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { scheduleEvent } from '../local/events.ts';
import { startRepository } from '../local/repository.ts';
import { runCli } from '../local/runner.ts';
import { config, desk } from './desk.ts';
import { startStory, type Story } from './story.ts';

const chat = (id: string, question: string, answer: string): string =>
  `${JSON.stringify({
    id,
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
  })}\n`;

const exported = Array.from({ length: 30 }, (_, nr) =>
  chat(`chat-${nr}`, `Question ${nr} of mail-${nr}@example.org?`, `Answer ${nr}.`),
).join('');

const looking = `
looking:
  traces: [traces/*.jsonl]
  sample: 10
  at: Tuesday 10:00 Europe/Berlin
  rotation: [alice]
`;

/** A desk whose traces were imported and committed. */
const begin = async (options: Parameters<typeof config>[0] = {}) => {
  const story = await startStory({
    ...desk(),
    'evals/failmode.yml': `${config(options)}${looking}`,
    'export.jsonl': exported,
  });
  const { work } = story.repository;
  const failmode = (...args: string[]) => runCli(args, { cwd: work });
  const imported = await failmode('import', 'traces', 'export.jsonl');
  expect(imported.exitCode, imported.stderr).toBe(0);
  const traces = await readFile(join(work, 'traces/chat.jsonl'), 'utf8');
  const first = await story.push({ 'traces/chat.jsonl': traces });
  expect(first.exitCode, first.stdout).toBe(0);
  return { story, work, failmode, imported };
};

/** The run that the calendar starts. */
const onDate = async (story: Story) => {
  const sha = await story.repository.git('rev-parse', 'refs/remotes/origin/main');
  return story.act(scheduleEvent(story.hub, { sha }), {});
};

test('an export becomes traces once, plain or gzipped, and is redacted before it is written', async () => {
  const { failmode, imported, work } = await begin();
  expect(imported.stdout).toMatch(/traces\/chat\.jsonl \(chat\): 30 traces: 30 new/);
  await writeFile(join(work, 'export.gz'), gzipSync(exported));
  const again = await failmode('import', 'traces', 'export.gz', '--json');
  expect(JSON.parse(again.stdout).formats).toMatchObject([{ added: 0, unchanged: 30 }]);
  const redacted = ['import', 'traces', 'export.gz', '--out', 'clean', '--redact'];
  expect((await failmode(...redacted)).stdout).toMatch(/30 × an e-mail address/);
  const clean = await readFile(join(work, 'clean/chat.jsonl'), 'utf8');
  expect(clean).not.toContain('@example.org');
  expect(clean).toContain('[email]');
});

test('on its date the bot opens one looking session, with a sample, a turn and a calendar', async () => {
  const { story } = await begin();
  const run = await onDate(story);
  expect(run.exitCode, run.stdout).toBe(0);
  const [issue, ...others] = await story.hub.issues();
  expect(others).toEqual([]);
  expect(issue?.title).toMatch(/^Looking session \d{4}-W\d\d$/);
  expect(issue?.body).toMatch(/npx failmode look --session \d{4}-W\d\d/);
  expect(issue?.body).toMatch(/chat-\d+/);
  expect(issue?.body).toMatch(/(?:curt|uncited) fires/);
  expect(run.outputs['issues']).toBe(`[${issue?.number}]`);
  const ics = await story.hub.readBranch('failmode-data', 'looking/looking.ics');
  expect(ics).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(ics).toMatch(/DTSTART;TZID=Europe\/Berlin:\d{8}T100000/);
  const again = await onDate(story);
  expect(again.exitCode, again.stdout).toBe(0);
  expect(await story.hub.issues()).toHaveLength(1);
  expect(run.requests.length).toBeLessThanOrEqual(25);
});

test('what slid over many pushes, in steps that no gate saw, is told on the date', async () => {
  const { story } = await begin({ deterministic: false });
  const path = 'history/main.jsonl';
  const history = JSON.parse(await story.hub.readBranch('failmode-data', path));
  const { marks } = history.evals['uncited/cites'].anchor[0];
  expect(marks).toMatch(/^p{6,}$/);
  const five = (month: number, letters: string) =>
    [1, 2, 3, 4, 5].map((day) => ({
      commit: `${month}${day}`.padStart(40, '0'),
      at: `2026-0${month}-0${day}T08:00:00.000Z`,
      marks: letters,
    }));
  Object.assign(history.evals['uncited/cites'], {
    anchor: five(3, marks),
    recent: five(9, `fff${marks.slice(3)}`),
  });
  await story.hub.writeBranch('failmode-data', { [path]: `${JSON.stringify(history)}\n` });
  await onDate(story);
  const body = (await story.hub.issues())[0]?.body ?? '';
  expect(body).toMatch(
    /\*\*Drift\*\*.*\n\n- `uncited\/cites`: 60\/60 · 100 % → 45\/60 · 75 % since 2026-03-01\n/,
  );
});

test('the sample that was announced is the one that the page shows', async () => {
  const { story, work } = await begin();
  await onDate(story);
  await story.hub.mirrorBranch('failmode-data', story.repository.origin);
  const sessions = await story.hub.readBranch('failmode-data', 'looking/sessions.json');
  const [session] = JSON.parse(sessions).sessions;
  const entry = new URL('../../dist/cli.js', import.meta.url).pathname;
  const args = ['look', '--session', session.period, '--by', 'alice', '--no-open'];
  const page = spawn(process.execPath, [entry, ...args], { cwd: work, stdio: 'pipe' });
  try {
    let told = '';
    for await (const chunk of page.stdout) {
      told += String(chunk);
      if (told.includes('http://127.0.0.1')) break;
    }
    const url = new URL(/http:\S+/.exec(told)?.[0] ?? '');
    expect((await fetch(url)).headers.get('content-type')).toContain('text/html');
    const headers = { 'x-failmode-key': url.searchParams.get('key') ?? '' };
    const state = await (await fetch(new URL('/api/session', url), { headers })).text();
    const ids = (traces: { trace: string }[]) => traces.map(({ trace }) => trace).toSorted();
    expect(ids(JSON.parse(state).traces)).toEqual(ids(session.traces));
  } finally {
    page.kill('SIGINT');
  }
});

test('the taxonomy is ranked at the terminal and in TAXONOMY.md', async () => {
  const { failmode, work } = await begin();
  const { stdout, exitCode } = await failmode('taxonomy');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Uncited claim');
  const written = await readFile(join(work, 'evals/TAXONOMY.md'), 'utf8');
  expect(written).toContain('Uncited claim');
});

test('a date that never comes is told where it stands', async () => {
  const { failmode, work } = await begin();
  const wrong = `${config()}${looking.replace('Tuesday', 'Tusday')}`;
  await writeFile(join(work, 'evals/failmode.yml'), wrong);
  const { exitCode, stdout } = await failmode('lint');
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(/failmode\.yml:\d+:\d+: .*Tusday.*did you mean `Tuesday`/);
});

test.each([
  ['look', '--seed', 'abc'],
  ['look', '--seed', '-1'],
  ['look', '--size', '0'],
  ['look', '--port', '70000'],
  ['climb', '--seed', '1.5'],
])('wrong use is told before anything is written: %s %s %s', async (...args) => {
  const { failmode, story } = await begin();
  const { exitCode, stderr } = await failmode(...args);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/Give a whole number/);
  expect(await story.repository.git('status', '--porcelain', 'evals')).toBe('');
});

test('a team without a single commit can lint what it wrote', async () => {
  const repository = await startRepository({});
  await repository.git('update-ref', '-d', 'HEAD');
  await writeFile(join(repository.work, 'failmode.yml'), 'version: 1\ntargets: {}\n');
  const lint = ['lint', '--config', 'failmode.yml'];
  const { exitCode, stdout, stderr } = await runCli(lint, { cwd: repository.work });
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 0,
    stdout: 'No problems.\n',
    stderr: '',
  });
});

test('a mode file that is wrong does not keep anybody from reading: the date stands', async () => {
  const { story } = await begin();
  await story.push({ 'evals/modes/broken.yml': 'name: Broken\nrung: code\n' });
  const run = await onDate(story);
  expect(run.exitCode, run.stdout).toBe(0);
  expect(run.stdout).toMatch(/::warning::.*the eval definitions are invalid.*broken\.yml:/);
  const body = (await story.hub.issues())[0]?.body ?? '';
  expect(body).toMatch(/10 fresh traces: 8 random · 2 outlier/);
  expect(body).toMatch(/The loop: .*the last was|The loop: last looking session/);
});

test('without a planned session the date passes, and says how to plan one', async () => {
  const { story } = await begin();
  await story.push({ 'evals/failmode.yml': config() });
  const run = await onDate(story);
  expect(run.exitCode, run.stdout).toBe(0);
  expect(run.stdout).toMatch(/No looking session is planned/);
  expect(await story.hub.issues()).toEqual([]);
});

test('what the program that pulls traces says neither steers the runner nor paints the screen', async () => {
  const { story } = await begin();
  const pulled = `import { readFileSync } from 'node:fs';
process.stderr.write('::warning::pulled\\n\\u001b[31mred');
process.stderr.write(String(process.env.GITHUB_OUTPUT) + '\\n');
process.stdout.write(readFileSync('export.jsonl'));
`;
  const command = looking.replace('[traces/*.jsonl]', '{ command: [node, pull.mjs] }');
  await story.push({ 'pull.mjs': pulled, 'evals/failmode.yml': `${config()}${command}` });
  const run = await onDate(story);
  expect(run.exitCode, run.stdout).toBe(0);
  expect(run.stderr).toContain('│ ::warning::pulled');
  expect(run.stderr).toContain('undefined');
  expect(run.stderr).not.toContain('\u001b');
  expect((await story.hub.issues())[0]?.body).toMatch(/chat-\d+/);
});
