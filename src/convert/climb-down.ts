import type { Pause } from '../baseline/swap.ts';
import type { Config } from '../domain/config.ts';
import type { DataBranch, DataWriter } from '../domain/data-branch.ts';
import type { EvalName, Rung } from '../domain/names.ts';
import { carryOut } from './carry-out.ts';
import type { Debt } from './debt.ts';
import { filingOf, labelsOf, listedBy } from './filing.ts';
import { claimed, exchange, readLedger, type Entry, type Exchange, type Ledger } from './ledger.ts';
import { closes, needsClaim, planIssues, type EvalPlan } from './plan.ts';
import type { Issue, IssuePort } from './port.ts';
import { failed, forbidden, isForbidden, statusOf } from './trouble.ts';

const mostNew = 5;
const mostUpdates = 5;

export type ClimbDownRequest = {
  debts: readonly Debt[];
  /** All evals that there are at `commit`. */
  evals: ReadonlyMap<EvalName, Rung>;
  commit: string;
  settings: Config['climb_down'];
  now: Date;
  /** The run that claims issues: any name that no other run has. */
  run: string;
  pause: Pause;
};

/** `issues`: the numbers of those that are open after it. */
export type ClimbedDown = { issues: number[]; warnings: string[] };

/** The label may have been taken off, so those that the ledger names are asked for. */
const findIssues = async (port: IssuePort, label: string, ledger: Ledger): Promise<Issue[]> => {
  const listed = await port.list(label);
  const seen = new Set(listed.map(({ number }) => number));
  const unlisted = [...ledger.values()].flatMap(({ number }) => number ?? []);
  const issues = [...listed];
  for (const number of unlisted.filter((one) => !seen.has(one))) {
    issues.push(...[await port.get(number)].filter((issue) => issue !== undefined));
  }
  return issues;
};

const look = async (port: IssuePort, label: string, ledger: Ledger) => {
  try {
    return { issues: await findIssues(port, label, ledger) };
  } catch (error) {
    if (statusOf(error) === undefined) throw error;
    const what = 'list the convert-to-code issues';
    return { warning: isForbidden(error) ? forbidden(error) : failed(what, error) };
  }
};

type Entries = Map<EvalName, Entry | undefined>;

/** Who closes says so before it does: were it cut off, the issue would seem a person's to have closed. */
const claimFor = (
  plan: EvalPlan,
  entry: Entry | undefined,
  { now, run }: ClimbDownRequest,
): Entry => ({
  ...claimed(entry, now, run),
  ...(closes(plan) && { closedBy: 'failmode' }),
});

/** The plans that are this run's: those without a claim, and those whose claim it won. */
const claimPlans = async (
  data: DataBranch & DataWriter,
  plans: readonly EvalPlan[],
  ledger: Ledger,
  request: ClimbDownRequest,
): Promise<{ mine: EvalPlan[]; entries: Entries }> => {
  const claims = new Map<EvalName, Exchange>();
  for (const plan of plans.filter(needsClaim)) {
    const from = ledger.get(plan.eval);
    claims.set(plan.eval, { from, to: claimFor(plan, from, request) });
  }
  const message = 'convert-to-code issues: claimed';
  const won = await exchange(data, claims, { pause: request.pause, message });
  const mine = plans.filter((plan) => !needsClaim(plan) || won.has(plan.eval));
  const entryOf = ({ eval: name }: EvalPlan) => claims.get(name)?.to ?? ledger.get(name);
  return { mine, entries: new Map(mine.map((plan) => [plan.eval, entryOf(plan)])) };
};

/** Asked once, and only if an issue is opened. */
const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};

const keepIssues = async (
  port: IssuePort,
  data: DataBranch & DataWriter,
  request: ClimbDownRequest,
  ledger: Ledger,
  issues: readonly Issue[],
): Promise<ClimbedDown> => {
  const { settings, now, pause } = request;
  const { plans, warnings } = planIssues({ ...request, issues, ledger, mostNew, mostUpdates });
  const { mine, entries } = await claimPlans(data, plans, ledger, request);
  const filing = once(() => filingOf(port, settings, now));
  const done = await carryOut(port, mine, entries, filing);
  await exchange(data, done.changes, { pause, message: 'convert-to-code issues: kept' });
  return {
    issues: done.open.toSorted((one, other) => one - other),
    warnings: [...new Set([...warnings, ...done.warnings])],
  };
};

/**
 * Keeps one issue for every judge eval that could become code: files, updates, closes and reopens
 * them. However many runs do it at once, there is one. What GitHub refuses is a warning.
 */
export const climbDown = async (
  port: IssuePort,
  data: DataBranch & DataWriter,
  request: ClimbDownRequest,
): Promise<ClimbedDown> => {
  // Before the issues: what another run does after this is seen as a ledger that has moved.
  const ledger = await readLedger(data, await data.snapshot());
  if (request.debts.length === 0 && ledger.size === 0) return { issues: [], warnings: [] };
  const found = await look(port, listedBy(labelsOf(request.settings)), ledger);
  return 'warning' in found
    ? { issues: [], warnings: [found.warning] }
    : keepIssues(port, data, request, ledger, found.issues);
};
