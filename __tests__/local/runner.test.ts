import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueCommentEvent, mergeGroupEvent, pullRequestEvent, pushEvent } from './events.ts';
import { startGitHub, type GitHub } from './github.ts';
import { runAction, runCli, type Step } from './runner.ts';
import { commandsIn } from './runner/commands.ts';
import { inputVariables } from './runner/inputs.ts';
import { temporaryFolder } from './scratch.ts';

let github: GitHub;
const headSha = 'a'.repeat(40);
const baseSha = 'b'.repeat(40);
const mergeSha = 'c'.repeat(40);

beforeAll(async () => {
  github = await startGitHub();
});
afterAll(() => github.close());

const script = (source: string): string => {
  const path = join(temporaryFolder('script'), 'index.js');
  writeFileSync(path, `import { appendFileSync as add } from 'node:fs';\n${source}`);
  writeFileSync(join(path, '../package.json'), '{ "type": "module" }');
  return path;
};

const run = (source: string, step: Partial<Step> = {}) =>
  runAction({
    github,
    checkout: temporaryFolder('empty'),
    event: pushEvent(github, { after: headSha }),
    entry: script(source),
    ...step,
  });

const printed = async (source: string, step: Partial<Step> = {}): Promise<string[]> =>
  JSON.parse((await run(`console.log(JSON.stringify(${source}));`, step)).stdout);

test('a step speaks to the runner through its files', async () => {
  const step = await run(`
    const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, GITHUB_ENV, GITHUB_PATH } = process.env;
    add(GITHUB_OUTPUT, 'verdict=pass\\nmodes<<END_1\\n["a",\\n"b=c"]\\nEND_1\\n');
    add(GITHUB_STEP_SUMMARY, '# All well\\n');
    add(GITHUB_ENV, 'NAME=value\\n');
    add(GITHUB_PATH, '/opt/tool\\n');
    process.exitCode = 3;
  `);
  expect(step).toMatchObject({
    exitCode: 3,
    outputs: { verdict: 'pass', modes: '["a",\n"b=c"]' },
    summary: '# All well\n',
    env: { NAME: 'value' },
    path: ['/opt/tool'],
  });
});

test('an output without its end is an error', async () => {
  const step = run(`add(process.env.GITHUB_OUTPUT, 'modes<<END\\nforged=1\\n');`);
  await expect(step).rejects.toThrow("'modes' has no end 'END'");
});

test.each([
  ['::error file=a.yml,line=3,title=No%2C wait::It%0Abroke', { line: '3', title: 'No, wait' }],
  ['  ::error file=a.yml::It%0Abroke', {}],
  ['text ##[error file=a.yml]It%0Abroke', {}],
])('the runner takes %j for an annotation', async (line, properties) => {
  const step = await run(`console.log(${JSON.stringify(line)});`);
  expect(step.annotations).toEqual([
    { level: 'error', message: 'It\nbroke', file: 'a.yml', ...properties },
  ]);
});

test('text between stop-commands and its token is inert', () => {
  const names = commandsIn([
    '::stop-commands::T0ken',
    '::set-env name=A::b',
    '##[add-path]/evil',
    '::T0ken::',
    '::warning::seen',
    '::unknown::not',
    'text ::error::not',
  ]).map((command) => command.name);
  expect(names).toEqual(['stop-commands', 'warning']);
});

test('inputs are upper-cased, blanks become underscores, and hyphens stay', async () => {
  const inputs = { 'github-token': 'T', 'two words': 'W' };
  const names = ['INPUT_GITHUB-TOKEN', 'INPUT_TWO_WORDS'];
  expect(
    await printed(`${JSON.stringify(names)}.map((name) => process.env[name])`, { inputs }),
  ).toEqual(['T', 'W']);
});

test('where the workflow says nothing, the defaults of action.yml hold', () => {
  const token = { default: '${{ github.token }}' };
  const inputs = { 'github-token': token, force: { default: false }, shard: {}, comment: {} };
  expect(inputVariables({ inputs }, { comment: 'off' }, 'T')).toEqual({
    'INPUT_GITHUB-TOKEN': 'T',
    INPUT_FORCE: 'false',
    INPUT_SHARD: '',
    INPUT_COMMENT: 'off',
  });
});

test('of the machine, a step inherits PATH and HOME alone', async () => {
  process.env['OF_THE_MACHINE'] = '1';
  const names = await printed('Object.keys(process.env)');
  const own = names.filter((name) => !/^(GITHUB|RUNNER|INPUT)_/.test(name));
  expect(own.toSorted()).toEqual(['CI', 'HOME', 'PATH']);
});

const told = (event: Step['event']) =>
  printed(
    `['GITHUB_EVENT_NAME', 'GITHUB_REF', 'GITHUB_REF_NAME', 'GITHUB_SHA', 'GITHUB_HEAD_REF',
      'GITHUB_ACTOR'].map((name) => process.env[name])`,
    { event },
  );

test('a pull request is tested at its merge commit, a comment on the default branch', async () => {
  const { number } = await github.openPullRequest({
    headRef: 'shorter',
    headSha,
    baseSha,
    mergeSha,
  });
  const comment = await github.comment(number, '/failmode accept', 'bob');
  expect(await told(pullRequestEvent(github, { number }))).toEqual([
    'pull_request',
    `refs/pull/${number}/merge`,
    `${number}/merge`,
    mergeSha,
    'shorter',
    'alice',
  ]);
  expect(await told(issueCommentEvent(github, { number, comment, sha: baseSha }))).toEqual([
    'issue_comment',
    'refs/heads/main',
    'main',
    baseSha,
    '',
    'bob',
  ]);
  const queued = `gh-readonly-queue/main/pr-${number}-${baseSha}`;
  expect(await told(mergeGroupEvent(github, { number, headSha: mergeSha, baseSha }))).toEqual([
    'merge_group',
    `refs/heads/${queued}`,
    queued,
    mergeSha,
    '',
    'alice',
  ]);
});

test('a run tells its own requests, its time, and the CPU that it took', async () => {
  await fetch(`${github.apiUrl}/repos/acme/leasing`);
  const step = await run(`
    await fetch(process.env.GITHUB_API_URL + '/repos/' + process.env.GITHUB_REPOSITORY + '/labels');
    const end = performance.now() + 200;
    for (let sum = 0; performance.now() < end; ) for (let n = 0; n < 1e6; n += 1) sum += n;
  `);
  expect(step.requests.map(({ path }) => path)).toEqual(['/repos/acme/leasing/labels']);
  expect(step.cpuSeconds).toBeGreaterThan(0);
  expect(step.seconds).toBeGreaterThanOrEqual(0.2);
});

test('a cancelled run is interrupted, and a program that hangs is killed', async () => {
  const sleep = 'setInterval(() => {}, 1000);';
  const cancel = fetch(github.apiUrl);
  expect((await run(sleep, { cancel })).exitCode).toBe(130);
  await expect(run(sleep, { timeoutSeconds: 0.2 })).rejects.toThrow('ran for 0.2 s');
});

test('the CLI is run in a folder, with arguments and input', async () => {
  const cwd = temporaryFolder('cwd');
  const entry = script(`
    process.stdin.pipe(process.stdout);
    console.error(process.cwd(), process.argv.slice(2).join(' '));
  `);
  const finished = await runCli(['check', '--json'], { cwd, entry, input: 'hello' });
  expect(finished).toMatchObject({ exitCode: 0, stdout: 'hello', stderr: `${cwd} check --json\n` });
});
