import { memoryBranch } from '../baseline/data-branch.ts';
import type { GitHub } from '../local/github.ts';
import { climbDown, type ClimbDownRequest } from '../../src/convert/climb-down.ts';
import type { Debt } from '../../src/convert/debt.ts';
import type { IssuePort } from '../../src/convert/port.ts';
import type { EvalName, Rung } from '../../src/domain/names.ts';
import { openGitHub } from '../../src/edge/github.ts';
import { githubIssues } from '../../src/edge/github-issues.ts';

export const now = new Date('2026-11-24T09:00:00Z');
export const commit = 'c0ffee'.repeat(6) + 'cafe';

const isDebt = (one: Debt | Rung): one is Debt => typeof one === 'object';

/** Evals as they are at a commit: a debt where a judge has one, else the rung. */
export type Evals = Record<EvalName, Debt | Rung>;

export const requestOf = (evals: Evals, over: Partial<ClimbDownRequest> = {}): ClimbDownRequest => {
  const all = Object.entries(evals) as [EvalName, Debt | Rung][];
  return {
    debts: all.map(([, one]) => one).filter(isDebt),
    evals: new Map(all.map(([name, one]) => [name, isDebt(one) ? one.rung : one])),
    commit,
    settings: { labels: ['convert-to-code'], milestone: 'next' },
    now,
    run: '1.1',
    pause: async () => {},
    ...over,
  };
};

/** The real client at a GitHub of this machine. */
export const clientAt = ({ owner, repo, apiUrl, tokens }: GitHub, token = tokens.job) =>
  openGitHub({ owner, repo }, { token, apiUrl });

/** A repository after whose pushes the issues are kept. */
export const projectAt = (hub: GitHub, data = memoryBranch()) => {
  let port: IssuePort = githubIssues(clientAt(hub));
  let runs = 0;
  return {
    data,
    hub,
    /** Puts something between the code under test and GitHub. */
    through: (wrap: (port: IssuePort) => IssuePort): void => {
      port = wrap(port);
    },
    push: (evals: Evals, over: Partial<ClimbDownRequest> = {}) => {
      runs += 1;
      return climbDown(port, data.branch, requestOf(evals, { run: `${runs}.1`, ...over }));
    },
    ledger: () => JSON.parse(data.files()['convert.json'] ?? '{}'),
  };
};
