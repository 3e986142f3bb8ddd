import type { Issue, IssueChange, IssuePort, StateReason } from '../convert/port.ts';
import { statusOf, type GitHub } from './github.ts';

type Raw = {
  number: number;
  url: string;
  body?: string | null | undefined;
  state: string;
  state_reason?: string | null | undefined;
  user: { type: string } | null;
  labels: (string | { name?: string | undefined })[];
  assignees?: { login: string }[] | null | undefined;
  milestone: { number: number } | null;
  pull_request?: unknown;
};

const labelName = (label: Raw['labels'][number]): string =>
  (typeof label === 'string' ? label : label.name) ?? '';

const issueOf = (raw: Raw): Issue => ({
  number: raw.number,
  body: raw.body ?? '',
  state: raw.state === 'open' ? 'open' : 'closed',
  reason: (raw.state_reason ?? null) as StateReason,
  isByBot: raw.user?.type === 'Bot',
  labels: raw.labels.map(labelName),
  assignees: (raw.assignees ?? []).map(({ login }) => login),
  milestone: raw.milestone?.number,
});

const changeOf = ({ body, state }: IssueChange) => ({
  ...(body !== undefined && { body }),
  ...(state !== undefined && {
    state: state.to,
    state_reason: state.to === 'open' ? ('reopened' as const) : state.reason,
  }),
});

const perPage = 100;

/** All items of a list that GitHub gives page by page. */
const everyPage = async <T>(read: (page: number) => Promise<{ data: T[] }>): Promise<T[]> => {
  const all: T[] = [];
  for (let page = 1; ; page += 1) {
    const { data } = await read(page);
    all.push(...data);
    if (data.length < perPage) return all;
  }
};

/** An issue that was moved is answered from its new repository, under its new number. */
const isHere = ({ url, number }: Raw, { owner, repo }: GitHub['repository'], asked: number) =>
  number === asked && url.toLowerCase().includes(`/repos/${owner}/${repo}/issues/`.toLowerCase());

/** The issues of a repository through GitHub's API. */
export const githubIssues = ({ rest, repository }: GitHub): IssuePort => ({
  async list(labels) {
    const paged = { ...repository, labels, state: 'all', per_page: perPage } as const;
    // Oldest first: an issue that is made meanwhile pushes none to another page.
    const order = { sort: 'created', direction: 'asc' } as const;
    const all = await everyPage((page) => rest.issues.listForRepo({ ...paged, ...order, page }));
    return all.filter((raw) => raw.pull_request === undefined).map(issueOf);
  },
  async get(number) {
    try {
      const { data } = await rest.issues.get({ ...repository, issue_number: number });
      return isHere(data, repository, number) ? issueOf(data) : undefined;
    } catch (error) {
      if ([404, 410].includes(statusOf(error) ?? 0)) return undefined;
      throw error;
    }
  },
  async create({ milestone, ...issue }) {
    const planned = milestone === undefined ? {} : { milestone };
    return issueOf((await rest.issues.create({ ...repository, ...issue, ...planned })).data);
  },
  async edit(number, change) {
    await rest.issues.update({ ...repository, issue_number: number, ...changeOf(change) });
  },
  async comment(number, body) {
    await rest.issues.createComment({ ...repository, issue_number: number, body });
  },
  async comments(number) {
    const paged = { ...repository, issue_number: number, per_page: perPage };
    const all = await everyPage((page) => rest.issues.listComments({ ...paged, page }));
    return all.map(({ body, user }) => ({ body: body ?? '', isByBot: user?.type === 'Bot' }));
  },
  async milestones() {
    const paged = { ...repository, state: 'open', per_page: perPage } as const;
    const all = await everyPage((page) => rest.issues.listMilestones({ ...paged, page }));
    return all.map(({ number, title, due_on }) => ({ number, title, dueOn: due_on ?? undefined }));
  },
});
