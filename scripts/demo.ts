/**
 * The main job, for a newcomer: the example repository on a GitHub of this machine, and the packaged
 * Action as the runner starts it. No key, no account, no network.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pullRequestEvent, pushEvent, type WorkflowEvent } from '../__tests__/local/events.ts';
import { startGitHub } from '../__tests__/local/github.ts';
import { startRepository } from '../__tests__/local/repository.ts';
import { runAction, type Run } from '../__tests__/local/runner.ts';
import { commentPage } from './comment-page.ts';

const root = join(import.meta.dirname, '..');
const example = join(root, 'examples/leasing-assistant');
const out = join(root, 'demo');

/** Every file below a folder, by its path in it. */
const filesBelow = (folder: string): Record<string, Buffer> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path)]),
  );

const bold = (text: string): string => (process.stdout.isTTY ? `\u001B[1m${text}\u001B[0m` : text);
const rule = '─'.repeat(78);
let steps = 0;
const step = (title: string): void => {
  steps += 1;
  console.log(`\n${rule}\n${bold(`Step ${steps}: ${title}`)}\n${rule}`);
};

/** What the run showed in its log, without the bar that keeps the runner from obeying it. */
const shown = ({ stdout }: Run): string =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .map((line) => line.slice(2))
    .join('\n');

const github = await startGitHub({ owner: 'juniper-court', repo: 'leasing' });
const repository = await startRepository(filesBelow(example));

const run = async (event: WorkflowEvent): Promise<Run> => {
  const checkout = await repository.checkout({ sha: event.sha, ref: event.ref });
  const done = await runAction({ github, checkout, event });
  console.log(shown(done) || done.stdout);
  const { verdict = 'none' } = done.outputs;
  console.log(
    `The step ${done.exitCode === 0 ? 'succeeded' : 'failed'}: verdict ${bold(verdict)}, ${done.requests.length} calls to GitHub, ${done.seconds.toFixed(1)} s`,
  );
  return done;
};

const expectVerdict = ({ outputs, stdout, stderr }: Run, verdict: string): void => {
  if (outputs['verdict'] === verdict) return;
  throw new Error(
    `expected the verdict ${verdict}, got ${outputs['verdict']}\n${stdout}\n${stderr}`,
  );
};

const changes = (name: string) =>
  filesBelow(join(root, 'examples/leasing-assistant.changes', name));
const botComment = async (number: number): Promise<string> =>
  (await github.comments(number)).find(({ user }) => user.login === 'github-actions[bot]')?.body ??
  '';

console.log(
  bold(
    'Failmode: a leasing assistant, its failure modes, and a prompt change that breaks two of them',
  ),
);

step('a push to main runs the evals and stores the baseline');
const base = await repository.head();
expectVerdict(await run(pushEvent(github, { after: base })), 'no-baseline');
console.log(
  `On the branch failmode-data: ${(await github.listBranch('failmode-data')).join(', ')}`,
);

const [debt] = await github.issues();
console.log(
  `Filed: issue #${debt?.number} “${debt?.title}”, since a judge is a debt that code can pay`,
);

step('a pull request makes the assistant friendlier, and shorter');
await repository.branch('friendlier');
const comments: { when: string; markdown: string }[] = [];

const push = async (name: string, message: string, number?: number) => {
  const headSha = await repository.commit(changes(name), message);
  const known =
    number ??
    (
      await github.openPullRequest({
        title: message,
        headRef: 'friendlier',
        headSha,
        baseRef: 'main',
        baseSha: base,
      })
    ).number;
  const mergeSha = await repository.mergeCommitOf(headSha, base, known);
  github.movePullRequest(known, { headSha, mergeSha });
  console.log(`${await repository.git('diff', '--stat', base, headSha)}\n`);
  const done = await run(pullRequestEvent(github, { number: known }));
  comments.push({ when: `after “${message}”`, markdown: await botComment(known) });
  console.log(`Commit status failmode/gate: ${github.statuses(headSha).at(-1)?.state}`);
  return { number: known, done };
};

const broken = await push('regression', 'Make the assistant friendlier and shorter');
expectVerdict(broken.done, 'regressed');

step('the same pull request, repaired');
expectVerdict(
  (await push('repair', 'Keep the tone, restore the rules', broken.number)).done,
  'pass',
);

mkdirSync(out, { recursive: true });
const page = join(out, 'comment.html');
writeFileSync(page, commentPage('The one comment of this pull request', comments));
const issue = join(out, 'issue.html');
const [filed] = await github.issues();
writeFileSync(
  issue,
  commentPage('The issue of the judge that waits to become code', [
    { when: `#${filed?.number} ${filed?.title}`, markdown: filed?.body ?? '' },
  ]),
);
const report = join(out, 'report.html');
writeFileSync(report, readFileSync(join(broken.done.temp, 'failmode/report.html')));
await github.close();

console.log(
  `\n${rule}\nThe comment, as the pull request shows it: ${relative(process.cwd(), page)}`,
);
console.log(`The judge's issue:                         ${relative(process.cwd(), issue)}`);
console.log(`The run of step 2 as a page:               ${relative(process.cwd(), report)}`);
