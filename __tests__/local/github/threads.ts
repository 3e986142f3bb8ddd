import type { Emulator } from './emulator.ts';

export type Comment = {
  id: number;
  body: string;
  user: { login: string };
  created_at: string;
  updated_at: string;
};

export type Issue = {
  number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  state_reason: string | null;
  user: { login: string };
  labels: { name: string }[];
  assignees: { login: string }[];
  milestone: { number: number; title: string } | null;
};

type Milestone = { number: number; title: string };

const pageSize = 100;

/** Issues, milestones and comments as the test makes and reads them, past the proxy. */
export const createThreads = ({ call, at }: Emulator, isPull: (number: number) => boolean) => {
  const all = async <T>(path: string): Promise<T[]> => {
    const found: T[] = [];
    for (let page = 1; found.length === (page - 1) * pageSize; page += 1) {
      const joint = path.includes('?') ? '&' : '?';
      const more = await call<T[]>('GET', at(`${path}${joint}per_page=${pageSize}&page=${page}`));
      found.push(...more);
    }
    return found;
  };

  return {
    /** The comments of an issue or a pull request, oldest first. */
    comments: (number: number): Promise<Comment[]> => all(`/issues/${number}/comments`),

    comment: (number: number, body: string, as: string): Promise<Comment> =>
      call('POST', at(`/issues/${number}/comments`), { body }, as),

    /** Comments of somebody else: 40 of them push the next one beyond the first page. */
    chatter: async (number: number, times: number, as: string): Promise<void> => {
      for (let index = 1; index <= times; index += 1) {
        await call('POST', at(`/issues/${number}/comments`), { body: `Remark ${index}` }, as);
      }
    },

    /** Every issue that is no pull request, open or closed, oldest first. */
    issues: async (): Promise<Issue[]> => {
      const found = await all<Issue>('/issues?state=all&sort=created&direction=asc');
      return found.filter((issue) => !isPull(issue.number));
    },

    createIssue: (issue: object, as?: string): Promise<Issue> =>
      call('POST', at('/issues'), issue, as),

    editIssue: (number: number, change: object, as?: string): Promise<Issue> =>
      call('PATCH', at(`/issues/${number}`), change, as),

    createMilestone: (title: string, dueOn?: string): Promise<Milestone> =>
      call('POST', at('/milestones'), { title, ...(dueOn === undefined ? {} : { due_on: dueOn }) }),
  };
};
