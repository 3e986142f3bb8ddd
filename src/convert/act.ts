import { roomIn, withSection } from './body.ts';
import type { Filing } from './filing.ts';
import { unclaimed, type Entry } from './ledger.ts';
import { newsIn } from './news.ts';
import { commentOnce, editOnce } from './once.ts';
import { openIssue } from './open.ts';
import type { EvalPlan, IssueAction } from './plan.ts';
import type { IssueChange, IssuePort } from './port.ts';
import { sectionOf } from './section.ts';

/** Where an eval's issue stands: the ledger's entry, and the issue's number while it is open. */
export type Done = { entry: Entry | undefined; open: number | undefined; warnings: string[] };

type Rewriting = IssueAction & { do: 'update' | 'reopen' };

/** Writes the section into the newest body: a person may have written in it since it was listed. */
const rewrite = async (
  port: IssuePort,
  { debt, number }: Rewriting,
  change: IssueChange = {},
): Promise<Done> => {
  const issue = await port.get(number);
  if (issue === undefined) return { entry: undefined, open: undefined, warnings: [] };
  const body = withSection(issue.body, debt.eval, sectionOf(debt, roomIn(issue.body)));
  await editOnce(port, number, { ...change, body });
  return { entry: { number, digest: newsIn(debt) }, open: number, warnings: [] };
};

/** Closes first, as it opens first: what fails then is tried again, and would be said again. */
const close = async (
  port: IssuePort,
  { number, comment }: { number: number; comment: string },
  reason: 'completed' | 'not_planned',
): Promise<void> => {
  await editOnce(port, number, { state: { to: 'closed', reason } });
  await commentOnce(port, number, comment);
};

/** An issue before anything is done about it. */
const asSeen = ({ issue }: EvalPlan, entry: Entry | undefined): Done => {
  if (issue === undefined) return { entry: undefined, open: undefined, warnings: [] };
  const { number } = issue;
  const { closedBy, ...rest } = { ...unclaimed(entry), number };
  return issue.state === 'open'
    ? { entry: rest, open: number, warnings: [] }
    : { entry: { ...rest, ...(closedBy && { closedBy }) }, open: undefined, warnings: [] };
};

const actOnce = async (
  port: IssuePort,
  action: IssueAction,
  before: Done,
  filing: () => Promise<Filing>,
): Promise<Done> => {
  if (action.do === 'open') return openIssue(port, action.debt, await filing());
  if (action.do === 'update') return rewrite(port, action);
  if (action.do === 'reopen') {
    const done = await rewrite(port, action, { state: { to: 'open' } });
    if (done.open !== undefined) await commentOnce(port, action.number, action.comment);
    return done;
  }
  await close(port, action, action.do === 'close' ? action.reason : 'not_planned');
  if (action.do === 'close duplicate') return before;
  return { entry: { ...before.entry, closedBy: 'failmode' }, open: undefined, warnings: [] };
};

/** Does what is planned about one eval's issue. */
export const act = async (
  port: IssuePort,
  plan: EvalPlan,
  entry: Entry | undefined,
  filing: () => Promise<Filing>,
): Promise<Done> => {
  let done = asSeen(plan, entry);
  for (const action of plan.actions) done = await actOnce(port, action, done, filing);
  return done;
};
