import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DataBranch, DataWriter } from '../../src/domain/data-branch.ts';
import { githubDataBranch } from '../../src/edge/github-data-branch.ts';
import { githubIssues } from '../../src/edge/github-issues.ts';
import { openGitHub } from '../../src/edge/github.ts';
import { configSchema } from '../../src/domain/config.ts';
import { periodOfBody } from '../../src/look/issue-body.ts';
import { openLookingSession, type SessionRequest } from '../../src/look/looking-session.ts';
import { readSessions } from '../../src/look/looking-session-store.ts';
import { startGitHub, type GitHub, type Issue } from '../local/github.ts';
import { memoryBranch } from '../baseline/data-branch.ts';
import { parseCalendar } from './rfc5545.ts';

let github: GitHub;

beforeEach(async () => {
  github = await startGitHub();
});
afterEach(async () => {
  const { violations } = github;
  await github.close();
  expect(violations).toEqual([]);
});

const looking = (over: object = {}): SessionRequest['looking'] => {
  const given = { traces: ['traces/*.jsonl'], at: 'Tuesday 10:00 Europe/Berlin', ...over };
  const config = configSchema.parse({ version: 1, targets: {}, looking: given });
  if (config.looking === undefined) throw new Error('no looking');
  return config.looking;
};

const request = (over: Partial<SessionRequest> = {}): SessionRequest => ({
  looking: looking({ rotation: ['alice', 'bob'] }),
  repository: 'acme/leasing',
  url: 'https://github.com/acme/leasing',
  now: new Date('2026-11-24T07:00:00Z'),
  run: '1.1',
  seed: 7,
  rates: {},
  sample: [{ trace: 't-1', pick: 'random', url: 'https://traces.test/t-1' }],
  facts: {
    since: undefined,
    moved: [],
    drift: [],
    saturation: undefined,
    loop: {
      modesWithoutEval: [],
      toClimb: [],
      opinions: 0,
      daysSinceLooking: undefined,
      overdue: true,
    },
  },
  lastLooked: undefined,
  pause: () => Promise.resolve(),
  ...over,
});

const nextWeek = { now: new Date('2026-12-01T07:00:00Z'), run: '2.1' };

const client = () =>
  openGitHub(
    { owner: 'acme', repo: 'leasing' },
    { token: github.tokens.job, apiUrl: github.apiUrl },
  );

type Branch = DataBranch & DataWriter;

const open = (over: Partial<SessionRequest> = {}, data: Branch = githubDataBranch(client())) =>
  openLookingSession(githubIssues(client()), data, request(over));

const sessions = async () => {
  const branch = githubDataBranch(client());
  return readSessions(branch, await branch.snapshot());
};

const brief = ({ number, state, state_reason, body, assignees }: Issue) => ({
  number,
  period: periodOfBody(body ?? ''),
  state: state_reason === null ? state : state_reason,
  assignees: assignees.map(({ login }) => login),
});

const issues = async () => (await github.issues()).map(brief);

const writes = () => github.requests.filter(({ method }) => method !== 'GET').length;

describe('a period', () => {
  test('gets one issue, one record and the calendar', async () => {
    const opened = await open();
    expect(opened).toEqual({ issue: 1, created: true, warnings: [] });
    expect(await github.issues()).toMatchObject([
      {
        title: 'Looking session 2026-W48',
        labels: [{ name: 'looking-session' }],
        body: expect.stringContaining('npx failmode look --session 2026-W48'),
      },
    ]);
    const turn = (await sessions())[0]?.turn ?? '';
    expect(['alice', 'bob']).toContain(turn);
    expect(await issues()).toEqual([
      { number: 1, period: '2026-W48', state: 'open', assignees: [turn] },
    ]);
    expect(await sessions()).toEqual([
      {
        period: '2026-W48',
        seed: 7,
        at: '2026-11-24T07:00:00.000Z',
        traces: [{ trace: 't-1', pick: 'random' }],
        turn,
        rates: {},
        issue: 1,
      },
    ]);
    const calendar = (await github.readBranch('failmode-data', 'looking/looking.ics')) ?? '';
    expect(parseCalendar(calendar).components).toHaveLength(2);
  });

  // In memory all ten have looked before the first can write: only the claim keeps them apart.
  test.each<[string, () => Branch]>([
    ['on GitHub', () => githubDataBranch(client())],
    ['in memory', () => memoryBranch().branch],
  ])('that is opened by ten runs at once gets one issue, recorded %s', async (_where, make) => {
    const data = make();
    const runs = Array.from({ length: 10 }, (_, index) => open({ run: `${index}.1` }, data));
    const opened = await Promise.all(runs);
    expect(opened.filter(({ created }) => created)).toHaveLength(1);
    expect(opened.flatMap(({ warnings }) => warnings)).toEqual([]);
    expect(await issues()).toMatchObject([{ number: 1, state: 'open' }]);
    const recorded = await readSessions(data, await data.snapshot());
    expect(recorded).toMatchObject([{ period: '2026-W48', issue: 1 }]);
  });

  test('that is opened is left alone by the next run, closed or not', async () => {
    await open();
    await github.editIssue(1, { state: 'closed' });
    const before = writes();
    expect(await open({ run: '1.2' })).toEqual({ issue: 1, created: false, warnings: [] });
    expect(writes()).toBe(before);
  });

  test('keeps its issue where the record of it was lost', async () => {
    await open({}, memoryBranch().branch);
    expect(await open({ run: '1.2' })).toEqual({ issue: 1, created: false, warnings: [] });
    expect(await sessions()).toMatchObject([{ issue: 1 }]);
  });

  test('keeps the one issue whose reply was lost', async () => {
    github.fault({ method: 'POST', path: /\/issues$/, when: 'after' });
    expect(await open()).toEqual({ issue: 1, created: true, warnings: [] });
    expect(await issues()).toHaveLength(1);
  });

  test("does not take a person's issue with its marker for its own", async () => {
    const body = '<!-- failmode:looking 2026-W48 -->\nmine';
    await github.createIssue({ title: 'A', body, labels: ['looking-session'] }, 'mallory');
    expect(await open()).toMatchObject({ issue: 2, created: true });
    await open({ ...nextWeek });
    expect(await issues()).toMatchObject([{ state: 'open' }, { state: 'not_planned' }, {}]);
  });
});

describe('the next period', () => {
  test("opens a new issue for the next person, and ends the last one's as missed", async () => {
    await open();
    const before = (await github.issues())[0]?.body ?? '';
    await github.editIssue(1, { body: before.replace('- [ ] Read', '- [x] Read') });
    expect(await open(nextWeek)).toEqual({ issue: 2, created: true, warnings: [] });
    const [last, next] = await issues();
    expect(last).toMatchObject({ period: '2026-W48', state: 'not_planned' });
    expect(next).toMatchObject({ period: '2026-W49', state: 'open' });
    expect(next?.assignees).not.toEqual(last?.assignees);
    const body = (await github.issues())[0]?.body ?? '';
    expect(body).toContain('> **Missed**: nobody has noted anything since it was opened. #2');
    expect(body).toContain('- [x] Read');
  });

  test('ends the last one as done where notes are newer than it', async () => {
    await open();
    await open({ ...nextWeek, lastLooked: '2026-11-24T09:20:00Z' });
    expect(await issues()).toMatchObject([{ state: 'completed' }, { state: 'open' }]);
    expect((await github.issues())[0]?.body).toContain('> **Done.** The next session is #2.');
  });

  test('leaves what a person has closed as it is', async () => {
    await open();
    await github.editIssue(1, { state: 'closed', state_reason: 'completed' });
    const body = (await github.issues())[0]?.body;
    await open(nextWeek);
    expect((await github.issues())[0]?.body).toBe(body);
  });

  test('leaves the calendar as it is while its date is the same', async () => {
    await open();
    const calendar = await github.readBranch('failmode-data', 'looking/looking.ics');
    await open(nextWeek);
    expect(await github.readBranch('failmode-data', 'looking/looking.ics')).toBe(calendar);
    await open({ ...nextWeek, looking: looking({ at: 'Monday 10:00 UTC' }) });
    expect(await github.readBranch('failmode-data', 'looking/looking.ics')).toContain('BYDAY=MO');
  });
});

describe('a claim', () => {
  const claimed = (minutesAgo: number) => {
    const at = new Date(request().now.getTime() - minutesAgo * 60_000).toISOString();
    const session = { period: '2026-W48', seed: 1, at, traces: [], claim: '9.1' };
    return memoryBranch({
      'looking/sessions.json': JSON.stringify({ schema: 1, sessions: [session] }),
    }).branch;
  };

  test('of a run at work is respected', async () => {
    expect(await open({}, claimed(5))).toEqual({ created: false, warnings: [] });
    expect(await issues()).toEqual([]);
  });

  test('of a run that died is taken over', async () => {
    expect(await open({}, claimed(20))).toMatchObject({ issue: 1, created: true });
  });

  test('is given back where the issue could not be made', async () => {
    github.fault({ method: 'POST', path: /\/issues$/, status: 502 });
    await expect(open()).rejects.toThrow();
    expect(await sessions()).toMatchObject([{ period: '2026-W48' }]);
    expect(await open({ run: '1.2' })).toMatchObject({ issue: 1, created: true });
  });
});

describe('what may not be done is a warning', () => {
  test('about issues, and the session is recorded all the same', async () => {
    github.deny(/\/issues/, 'issues');
    const { warnings, ...rest } = await open();
    expect(rest).toEqual({ created: false });
    expect(warnings).toEqual([expect.stringMatching(/GitHub answered 403; add `issues: write`/)]);
    expect(await sessions()).toMatchObject([{ period: '2026-W48', seed: 7 }]);
  });

  test('about issues that are switched off', async () => {
    github.fault({ method: 'POST', path: /\/issues$/, status: 410 });
    expect((await open()).warnings).toEqual([expect.stringMatching(/410.*switch issues on/)]);
  });

  test('about the data branch, and the issue is opened all the same, once', async () => {
    github.deny(/\/git\//, 'contents');
    const { warnings, ...rest } = await open();
    expect(rest).toEqual({ issue: 1, created: true });
    expect(warnings).toEqual([expect.stringMatching(/`contents: write`/)]);
    expect(await open({ run: '1.2' })).toMatchObject({ issue: 1, created: false });
  });

  test('about the issue before, which stays open', async () => {
    await open();
    github.fault({ method: 'PATCH', path: /\/issues\/1$/, status: 403 });
    const opened = await open(nextWeek);
    expect(opened).toMatchObject({ issue: 2, created: true });
    expect(opened.warnings).toEqual([expect.stringMatching(/`issues: write`/)]);
  });

  test.each(['mallory', 'nobody-of-that-name'])(
    'about %s, who cannot be assigned',
    async (login) => {
      const { warnings } = await open({ looking: looking({ rotation: [login] }) });
      expect(warnings).toEqual([expect.stringContaining(`\`${login}\`, whose turn it is`)]);
      expect(await issues()).toMatchObject([{ state: 'open', assignees: [] }]);
    },
  );
});

test('a list of sessions that cannot be read is an error that says where', async () => {
  const { branch } = memoryBranch({ 'looking/sessions.json': '{"schema":1}' });
  await expect(open({}, branch)).rejects.toThrow(/looking\/sessions\.json cannot be read/);
});
