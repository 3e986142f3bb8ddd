import type { EvalName } from '../domain/names.ts';
import { evalOf } from './body.ts';
import type { Debt } from './debt.ts';
import { droppedWarning, listedBy, newIssue, type Filing } from './filing.ts';
import { newsIn } from './news.ts';
import type { Issue, IssuePort, NewIssue } from './port.ts';
import { isUncertain, statusOf } from './trouble.ts';

/** The eval's issue that a bot wrote; undefined where there is none, or nobody can say. */
const findMade = async (port: IssuePort, labels: readonly string[], name: EvalName) => {
  try {
    const issues = await port.list(listedBy(labels));
    return issues.find((issue) => issue.isByBot && evalOf(issue.body) === name);
  } catch (error) {
    if (statusOf(error) === undefined) throw error;
    return undefined;
  }
};

/** After an error what is there is asked, because the reply alone may be lost. */
const createOnce = async (port: IssuePort, issue: NewIssue, name: EvalName): Promise<Issue> => {
  try {
    return await port.create(issue);
  } catch (error) {
    const made = isUncertain(error) ? await findMade(port, issue.labels, name) : undefined;
    if (made === undefined) throw error;
    return made;
  }
};

/** GitHub refuses the whole issue for a person who cannot be assigned. */
const createAssigned = async (port: IssuePort, issue: NewIssue, name: EvalName): Promise<Issue> => {
  try {
    return await createOnce(port, issue, name);
  } catch (error) {
    if (statusOf(error) !== 422 || issue.assignees.length === 0) throw error;
    return createOnce(port, { ...issue, assignees: [] }, name);
  }
};

/** Opens an eval's issue. The run has claimed it, so that no other does. */
export const openIssue = async (port: IssuePort, debt: Debt, filing: Filing) => {
  const made = await createAssigned(port, newIssue(debt, filing), debt.eval);
  const warning = droppedWarning(debt, filing, made);
  return {
    entry: { number: made.number, digest: newsIn(debt) },
    open: made.number,
    warnings: [...filing.warnings, ...(warning === undefined ? [] : [warning])],
  };
};
