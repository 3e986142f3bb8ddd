import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { markerOf } from '../../src/convert/body.ts';
import { climbDown } from '../../src/convert/climb-down.ts';
import type { Debt } from '../../src/convert/debt.ts';
import type { EvalName } from '../../src/domain/names.ts';
import { githubDataBranch } from '../../src/edge/github-data-branch.ts';
import { githubIssues } from '../../src/edge/github-issues.ts';
import { memoryBranch } from '../baseline/data-branch.ts';
import { bot, startGitHub, type GitHub } from '../local/github.ts';
import { debtOf } from './debts.ts';
import { clientAt, commit, now, projectAt, requestOf, type Evals } from './project.ts';

let hub: GitHub;
let project: ReturnType<typeof projectAt>;

beforeEach(async () => {
  hub = await startGitHub();
  project = projectAt(hub);
});
afterEach(async () => {
  await hub.close();
  expect(hub.violations).toEqual([]);
});

const slot = 'slots/plausible';
const tone = 'tone/polite';

const judged = (...names: EvalName[]): Evals =>
  Object.fromEntries(names.map((name) => [name, debtOf(name)]));

const refused = (name: EvalName, reason: string): Evals => ({
  [name]: debtOf(name, { convert: { status: 'not-convertible', reason } }),
});

const minutesLater = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

const requestsOf = (method: string): string[] =>
  hub.requests.filter((one) => one.method === method).map(({ path }) => path);

const bodyOf = async (number: number): Promise<string> =>
  (await hub.issues()).find((issue) => issue.number === number)?.body ?? '';

const failing = (id: string, name: EvalName = slot): Debt =>
  debtOf(name, { failing: [{ case: id, input: 'in', output: 'out', critique: 'No.' }] });

describe('filing', () => {
  test('opens an issue an eval, in the sprint after this one, for the owner', async () => {
    await hub.createMilestone('Third', '2026-12-29T08:00:00Z');
    await hub.createMilestone('Next', '2026-12-15T08:00:00Z');
    await hub.createMilestone('Past', '2026-11-20T08:00:00Z');
    await hub.createMilestone('This', '2026-12-01T08:00:00Z');
    const settings = { labels: ['convert-to-code', 'evals'], milestone: 'next' };
    expect(await project.push(judged(slot, tone), { settings })).toEqual({
      issues: [1, 2],
      warnings: [],
    });
    expect(await hub.issues()).toMatchObject([
      {
        title: `Convert to code: ${slot}`,
        state: 'open',
        labels: [{ name: 'convert-to-code' }, { name: 'evals' }],
        assignees: [{ login: 'alice' }],
        milestone: { title: 'Next' },
      },
      { title: `Convert to code: ${tone}`, milestone: { title: 'Next' } },
    ]);
    expect((await bodyOf(1)).split('\n')[0]).toBe(markerOf(slot));
    expect(project.ledger().evals[slot]).toEqual({ number: 1, digest: expect.any(String) });
  });

  test('costs one request where nothing changed', async () => {
    await project.push(judged(slot, tone));
    hub.requests.length = 0;
    const commits = project.data.commits.length;
    expect(await project.push(judged(slot, tone))).toEqual({ issues: [1, 2], warnings: [] });
    expect(hub.requests.map(({ method }) => method)).toEqual(['GET']);
    expect(project.data.commits).toHaveLength(commits);
  });

  test('asks GitHub nothing where no eval is, or was, a judge', async () => {
    expect(await project.push({ [slot]: 'code' })).toEqual({ issues: [], warnings: [] });
    expect(hub.requests).toEqual([]);
  });

  test('opens five a run, and the rest in the next ones', async () => {
    const evals = judged(...Array.from({ length: 7 }, (_, at) => `many/e${at}` as const));
    const first = await project.push(evals);
    expect(first.issues).toHaveLength(5);
    expect(first.warnings).toEqual([expect.stringContaining('2 judge evals more wait')]);
    expect(await project.push(evals)).toEqual({ issues: [1, 2, 3, 4, 5, 6, 7], warnings: [] });
  });

  test('says which milestone is missing, once', async () => {
    const settings = { labels: [], milestone: 'Sprint 9' };
    const { warnings } = await project.push(judged(slot, tone), { settings });
    expect(warnings).toEqual([expect.stringContaining('no open milestone "Sprint 9"')]);
    expect(await hub.issues()).toMatchObject([{ milestone: null }, { milestone: null }]);
  });

  test('finds issues beyond the first page', async () => {
    for (let at = 0; at < 101; at += 1) {
      await hub.createIssue({ title: `Other ${at}`, labels: ['convert-to-code'] });
    }
    await project.push(judged(slot));
    project = projectAt(hub);
    expect((await project.push(judged(slot))).issues).toEqual([102]);
    expect(await hub.issues()).toHaveLength(102);
  });

  test('finds an issue whose label was taken off', async () => {
    await project.push(judged(slot));
    await hub.editIssue(1, { labels: [] });
    expect((await project.push(judged(slot))).issues).toEqual([1]);
  });

  test('takes no issue for its own that a person wrote', async () => {
    const body = `${markerOf(slot)}\nmine`;
    await hub.createIssue({ title: 'Forged', body, labels: ['convert-to-code'] }, 'mallory');
    expect((await project.push(judged(slot))).issues).toEqual([2]);
    expect(await bodyOf(1)).toBe(body);
  });

  test('keeps names and outputs from mentioning or closing anything', async () => {
    const text = '@alice <!-- --> [x](https://evil.example)\n<!-- failmode:end -->\nFixes #1 @bob';
    const mode = { id: 'slots', name: text, opinion: false, definition: text, owner: 'alice' };
    const example = { case: text, input: text, output: text, critique: text };
    await project.push({ [slot]: debtOf(slot, { mode, failing: [example] }) });
    const [issue] = await hub.issues();
    expect(issue?.title).toBe(`Convert to code: ${slot}`);
    const outside = (issue?.body ?? '')
      .replaceAll(/^(`{3,})text$[^]*?^\1$/gm, '')
      .replaceAll(/`[^`\n]*`/g, '');
    expect(outside).not.toMatch(/@|https:|Fixes #/);
    expect(
      await project.push({ [slot]: debtOf(slot, { mode, failing: [example] }) }),
    ).toMatchObject({ warnings: [] });
    expect(requestsOf('PATCH')).toEqual([]);
  });
});

describe('what GitHub drops', () => {
  test('a person who cannot be assigned', async () => {
    const mode = { ...debtOf(slot).mode, owner: 'nobody' };
    const { issues, warnings } = await project.push({ [slot]: debtOf(slot, { mode }) });
    expect(issues).toEqual([1]);
    expect(warnings).toEqual([
      expect.stringContaining('#1 was opened without the assignee nobody:'),
    ]);
    expect(requestsOf('POST')).toHaveLength(2);
  });

  test('an owner who is no login', async () => {
    const mode = { ...debtOf(slot).mode, owner: 'the leasing team' };
    const { warnings } = await project.push({ [slot]: debtOf(slot, { mode }) });
    expect(warnings).toEqual([expect.stringContaining('the assignee the leasing team')]);
    expect(requestsOf('POST')).toHaveLength(1);
  });

  test('labels, milestone and assignee that the token may not set', async () => {
    await hub.createMilestone('Next', '2026-12-15T08:00:00Z');
    const made = { number: 1, state: 'open', user: null, labels: [], milestone: null };
    const body = { ...made, assignees: [], url: '', html_url: '' };
    hub.fault({ method: 'POST', path: /\/issues$/, status: 201, body, when: 'after' });
    const { warnings } = await project.push(judged(slot));
    expect(warnings).toEqual([
      expect.stringContaining(
        '#1 was opened without the label convert-to-code, the milestone Next, the assignee alice:',
      ),
    ]);
  });
});

describe('one issue an eval', () => {
  test.each([
    ['', 0],
    [', each losing the reply', 1000],
  ])('however many runs file it at once%s', async (_what, times) => {
    hub.fault({ method: 'POST', path: /\/issues$/, when: 'after', times });
    const evals = judged(slot, tone, 'third/one');
    const run = async (at: number) => {
      const client = clientAt(hub);
      const request = requestOf(evals, { run: `${at}.1` });
      return climbDown(githubIssues(client), githubDataBranch(client), request);
    };
    const results = await Promise.all(Array.from({ length: 20 }, (_, at) => run(at)));
    expect((await hub.issues()).map(({ title }) => title)).toEqual(
      [slot, tone, 'third/one'].map((name) => `Convert to code: ${name}`),
    );
    expect(results.flatMap(({ warnings }) => warnings)).toEqual([]);
    expect((await run(20)).issues).toEqual([1, 2, 3]);
  });

  test('however many runs close it at once', async () => {
    await project.push(judged(slot));
    const again = Array.from({ length: 20 }, () => projectAt(hub, project.data));
    await Promise.all(again.map((one, at) => one.push({ [slot]: 'code' }, { run: `c${at}` })));
    expect(await hub.comments(1)).toHaveLength(1);
  });

  test.each([
    ['cut off', {}],
    ['an error', { status: 502 }],
  ])('though each time the reply to its making is lost: %s', async (_how, reply) => {
    hub.fault({ method: 'POST', path: /\/issues$/, when: 'after', times: 1000, ...reply });
    for (let at = 0; at < 100; at += 1) {
      // Every other time it cannot be looked up either whether it was made.
      if (at % 2 === 0) {
        hub.meanwhile({ method: 'POST', path: /\/issues$/ }, async () => {
          hub.fault({ method: 'GET', path: /\/issues\?/, status: 404 });
        });
      }
      await project.push(judged(slot));
    }
    expect(await hub.issues()).toHaveLength(1);
    expect(requestsOf('POST')).toHaveLength(1);
    expect(project.ledger().evals[slot]).toEqual({ number: 1 });
  });

  test('though the list does not show it yet: the claim holds for ten minutes', async () => {
    let isHidden = true;
    project.through((port) => ({
      ...port,
      list: async (label) => (isHidden ? [] : port.list(label)),
    }));
    hub.fault({ method: 'POST', path: /\/issues$/, when: 'after' });
    const { warnings } = await project.push(judged(slot));
    expect(warnings).toEqual([expect.stringContaining(`could not open the convert-to-code issue`)]);
    await project.push(judged(slot), { now: minutesLater(9) });
    expect(await hub.issues()).toHaveLength(1);
    isHidden = false;
    expect((await project.push(judged(slot), { now: minutesLater(11) })).issues).toEqual([1]);
    expect(await hub.issues()).toHaveLength(1);
  });

  test('also after a run that died with its claim', async () => {
    const dead = { schema: 1, evals: { [slot]: { claimedAt: now.toISOString(), claimedBy: '0' } } };
    project = projectAt(hub, memoryBranch({ 'convert.json': JSON.stringify(dead) }));
    expect((await project.push(judged(slot), { now: minutesLater(9) })).issues).toEqual([]);
    expect((await project.push(judged(slot), { now: minutesLater(10) })).issues).toEqual([1]);
  });

  test('of several the oldest is kept, and the others are closed with a word', async () => {
    const duplicate = { title: 'Twin', labels: ['convert-to-code'] };
    for (const text of ['one', 'two']) {
      await hub.createIssue({ ...duplicate, body: `${markerOf(slot)}\n${text}` }, bot);
    }
    expect((await project.push(judged(slot))).issues).toEqual([1]);
    expect(await hub.issues()).toMatchObject([
      { state: 'open' },
      { state: 'closed', state_reason: 'not_planned' },
    ]);
    expect(await hub.comments(2)).toMatchObject([{ body: expect.stringContaining('#1') }]);
  });

  test('though the ledger is lost', async () => {
    await project.push(judged(slot));
    const lost = projectAt(hub);
    expect((await lost.push(judged(slot))).issues).toEqual([1]);
    expect(requestsOf('PATCH')).toEqual([]);
    expect(lost.ledger().evals[slot]).toMatchObject({ number: 1 });
  });

  test('and a new one after it was deleted', async () => {
    await project.push(judged(slot));
    project.through((port) => ({ ...port, list: async () => [], get: async () => undefined }));
    expect((await project.push(judged(slot))).issues).toEqual([2]);
  });
});

describe('updating', () => {
  test('keeps what a person wrote, and touches the section alone', async () => {
    await project.push(judged(slot));
    const above = 'My plan:\r\n\r\n- ask @bob\r\n';
    const [marker = '', ...rest] = (await bodyOf(1)).split('\n');
    const body = [`${marker}\r\n${above}${rest[0]}`, ...rest.slice(1), 'Below\r\n'].join('\n');
    await hub.editIssue(1, { body, title: 'Mine', labels: ['convert-to-code', 'mine'] });
    for (let at = 0; at < 10; at += 1) {
      expect((await project.push({ [slot]: failing(`case ${at}`) })).issues).toEqual([1]);
    }
    const last = await bodyOf(1);
    expect(last.startsWith(`${marker}\r\n${above}<!-- failmode:begin -->\n`)).toBe(true);
    expect(last.endsWith('<!-- failmode:end -->\n\nBelow\r\n')).toBe(true);
    expect(last).toContain('case 9');
    expect(last).not.toContain('case 8');
    expect(requestsOf('PATCH')).toHaveLength(10);
    expect(await hub.issues()).toMatchObject([
      { title: 'Mine', labels: [{ name: 'convert-to-code' }, { name: 'mine' }] },
    ]);
  });

  test('costs one request where only costs and words changed', async () => {
    await project.push({ [slot]: failing('c-1') });
    hub.requests.length = 0;
    const example = { case: 'c-1', input: 'in', output: 'another', critique: 'Not so.' };
    const cost = { calls: 70, usd: 0.5 };
    await project.push({ [slot]: debtOf(slot, { cost, failing: [example] }) });
    expect(hub.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  test('updates five a run, and the rest in the next one', async () => {
    const names = Array.from({ length: 7 }, (_, at): EvalName => `many/e${at}`);
    const all = { issues: [1, 2, 3, 4, 5, 6, 7], warnings: [] };
    for (let at = 0; at < 2; at += 1) await project.push(judged(...names));
    const evals = Object.fromEntries(names.map((name) => [name, failing('news', name)]));
    const updates: number[] = [];
    for (let at = 0; at < 3; at += 1) {
      expect(await project.push(evals)).toEqual(all);
      updates.push(requestsOf('PATCH').length);
    }
    expect(updates).toEqual([5, 7, 7]);
  });

  test('takes in what a person writes while it runs', async () => {
    await project.push(judged(slot));
    const late = `${await bodyOf(1)}\nLate.\n`;
    hub.meanwhile({ method: 'GET', path: /\/issues\/1$/ }, () => hub.editIssue(1, { body: late }));
    await project.push({ [slot]: failing('news') });
    expect(await bodyOf(1)).toMatch(/news[^]*\nLate\.\n$/);
  });
});

describe('closing and reopening', () => {
  beforeEach(async () => {
    await project.push(judged(slot));
    hub.requests.length = 0;
  });

  const shown = async () => {
    const [issue] = await hub.issues();
    const comments = await hub.comments(1);
    return [issue?.state, issue?.state_reason, comments.length, comments.at(-1)?.body];
  };

  test.each<[string, Evals, string, string]>([
    ['that became code, as completed', { [slot]: 'code' }, 'completed', commit],
    [
      'that is not convertible, as not planned',
      refused(slot, 'irony, says @bob'),
      'not_planned',
      '`irony, says @bob`',
    ],
    ['that is gone, as not planned', {}, 'not_planned', commit],
    ['that a person decides now, as not planned', { [slot]: 'human' }, 'not_planned', commit],
  ])('closes the issue of an eval %s', async (_what, evals, reason, words) => {
    expect(await project.push(evals)).toEqual({ issues: [], warnings: [] });
    expect(await shown()).toEqual(['closed', reason, 1, expect.stringContaining(words)]);
    hub.requests.length = 0;
    await project.push(evals);
    expect(hub.requests.map(({ method }) => method)).toEqual(['GET']);
    expect((await project.push(judged(slot))).issues).toEqual([1]);
    expect(await shown()).toEqual([
      'open',
      'reopened',
      2,
      expect.stringContaining('a model decides'),
    ]);
  });

  test('opens none for an eval that is not convertible', async () => {
    const evals = { ...judged(slot), ...refused(tone, 'why') };
    expect((await project.push(evals)).issues).toEqual([1]);
  });

  test('leaves one closed that a person closed as not planned, and says how to write it down', async () => {
    await hub.editIssue(1, { state: 'closed', state_reason: 'not_planned' });
    const { issues, warnings } = await project.push(judged(slot));
    expect(issues).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/^#1 was closed .*not-convertible/)]);
    expect(requestsOf('PATCH')).toEqual([]);
  });

  test('reopens one that a person closed as completed, and says why', async () => {
    await hub.editIssue(1, { state: 'closed', state_reason: 'completed' });
    await project.push(judged(slot));
    expect(await shown()).toEqual([
      'open',
      'reopened',
      1,
      expect.stringContaining('still decides'),
    ]);
  });

  test('knows what it closed itself, though the reply was lost', async () => {
    hub.fault({ method: 'PATCH', path: /\/issues\/1$/, when: 'after' });
    const { warnings } = await project.push(refused(slot, 'why'));
    expect(warnings).toEqual([]);
    await project.push(refused(slot, 'why'), { now: minutesLater(11) });
    expect((await project.push(judged(slot), { now: minutesLater(12) })).issues).toEqual([1]);
    expect((await shown()).slice(0, 3)).toEqual(['open', 'reopened', 2]);
  });

  const lost = { when: 'after', times: 1 } as const;
  test.each<[string, Parameters<GitHub['fault']>[0]]>([
    ['of closing it', { method: 'PATCH', path: /\/issues\/1$/, ...lost }],
    ['of the word about it', { method: 'POST', path: /\/comments$/, ...lost }],
    ['of a word that was not said', { method: 'POST', path: /\/comments$/, status: 502, times: 1 }],
  ])('says it once, though the reply is lost: %s', async (_what, fault) => {
    await project.push(judged(slot));
    hub.fault(fault);
    expect((await project.push({ [slot]: 'code' })).warnings).toEqual([]);
    await project.push({ [slot]: 'code' }, { now: minutesLater(11) });
    expect((await shown()).slice(0, 3)).toEqual(['closed', 'completed', 1]);
    hub.fault(fault);
    expect((await project.push(judged(slot), { now: minutesLater(12) })).warnings).toEqual([]);
    await project.push(judged(slot), { now: minutesLater(24) });
    expect((await shown()).slice(0, 3)).toEqual(['open', 'reopened', 2]);
  });

  test('says nothing while it cannot be closed, and then once', async () => {
    await project.push(judged(slot));
    hub.fault({ method: 'PATCH', path: /\/issues\/1$/, status: 502, times: 2 });
    for (const minutes of [1, 12, 24, 36]) {
      await project.push({ [slot]: 'code' }, { now: minutesLater(minutes) });
    }
    expect((await shown()).slice(0, 3)).toEqual(['closed', 'completed', 1]);
  });

  test('leaves alone what it was not told about', async () => {
    const evals: Evals = { [slot]: 'judge', ...judged(tone) };
    expect((await project.push(evals)).issues).toEqual([1, 2]);
    expect(requestsOf('PATCH')).toEqual([]);
  });
});

describe('what GitHub refuses', () => {
  test.each([
    ['writing', false],
    ['all of it', true],
  ])('%s is one warning that names the permission', async (_what, reads) => {
    hub.deny(/\/issues/, 'issues', { reads });
    const { issues, warnings } = await project.push(judged(slot, tone));
    expect(issues).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('`issues: write`')]);
    expect(project.ledger().evals ?? {}).toEqual({});
  });

  test('issues that are switched off are one warning', async () => {
    hub.fault({ method: 'POST', path: /\/issues$/, status: 410, times: 9 });
    const { warnings } = await project.push(judged(slot, tone));
    expect(warnings).toEqual([expect.stringContaining('switched off')]);
  });

  test('one issue does not keep the others from being filed', async () => {
    hub.fault({ method: 'POST', path: /\/issues$/, status: 422, times: 2 });
    const { issues, warnings } = await project.push(judged(slot, tone));
    expect(issues).toEqual([1]);
    expect(warnings).toEqual([expect.stringContaining(`of ${slot}: GitHub answered 422`)]);
    expect((await project.push(judged(slot, tone))).issues).toEqual([1, 2]);
  });

  test('a ledger that cannot be read is an error that names it', async () => {
    project = projectAt(hub, memoryBranch({ 'convert.json': '{"schema":1,"evals":{"x":{}}}' }));
    await expect(project.push(judged(slot))).rejects.toThrow('the ledger of the convert-to-code');
  });
});
