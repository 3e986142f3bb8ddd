import { fingerprint } from '../baseline/fingerprint.ts';
import type { EvalName, Rung } from '../domain/names.ts';
import { plural } from '../reports/words/numbers.ts';
import { asStored, evalOf, roomIn, sectionIn } from './body.ts';
import { comments } from './comments.ts';
import type { Debt } from './debt.ts';
import { isClaimed, type Entry, type Ledger } from './ledger.ts';
import { newsIn } from './news.ts';
import type { Issue } from './port.ts';
import { sectionOf } from './section.ts';

export type IssueAction =
  | { do: 'open'; debt: Debt }
  | { do: 'update'; debt: Debt; number: number }
  | { do: 'reopen'; debt: Debt; number: number; comment: string }
  | { do: 'close'; number: number; reason: 'completed' | 'not_planned'; comment: string }
  | { do: 'close duplicate'; number: number; comment: string };

/** What is to be done about one eval's issue. */
export type EvalPlan = {
  eval: EvalName;
  /** The issue that stands for the eval; undefined where there is none. */
  issue: Issue | undefined;
  actions: IssueAction[];
};

export type IssuesAsked = {
  debts: readonly Debt[];
  /** All evals that there are now. */
  evals: ReadonlyMap<EvalName, Rung>;
  /** Those with the label, and those that the ledger names. */
  issues: readonly Issue[];
  ledger: Ledger;
  now: Date;
  /** The commit of which `debts` and `evals` tell. */
  commit: string;
  /** How many issues a run opens at most. */
  mostNew: number;
  /** How many sections a run updates at most; each costs two requests. */
  mostUpdates: number;
};

/** The evals' issues, oldest first: by the ledger, or by the first line if a bot wrote the issue. */
const ownIssues = ({ issues, ledger }: IssuesAsked): Map<EvalName, Issue[]> => {
  const known = new Map([...ledger].map(([name, { number }]) => [number, name]));
  const own = new Map<EvalName, Issue[]>();
  for (const issue of issues.toSorted((one, other) => one.number - other.number)) {
    const name = known.get(issue.number) ?? (issue.isByBot ? evalOf(issue.body) : undefined);
    if (name !== undefined) own.set(name, [...(own.get(name) ?? []), issue]);
  }
  return own;
};

type Closing = { reason: 'completed' | 'not_planned'; comment: string };

const notPlanned = (comment: string): Closing => ({ reason: 'not_planned', comment });

/** Why an eval's issue should be closed; undefined where it should not. */
const closingOf = (name: EvalName, debt: Debt | undefined, asked: IssuesAsked) => {
  const { evals, commit } = asked;
  if (debt?.convert.status === 'not-convertible') {
    return notPlanned(comments.notConvertible(name, debt.convert.reason));
  }
  if (debt !== undefined) return undefined;
  const rung = evals.get(name);
  if (rung === 'code') {
    return { reason: 'completed', comment: comments.isCode(name, commit) } satisfies Closing;
  }
  if (rung === 'human') return notPlanned(comments.isHuman(name, commit));
  return rung === undefined ? notPlanned(comments.isGone(name, commit)) : undefined;
};

/** Whether the body has its section and there is no news, also where a person edited it. */
const isUpToDate = (debt: Debt, { body }: Issue, entry: Entry | undefined): boolean => {
  const there = sectionIn(body);
  if (there === undefined || evalOf(body) !== debt.eval) return false;
  return entry?.digest === newsIn(debt) || there === asStored(sectionOf(debt, roomIn(body)));
};

/** A person's `not planned` stands, also while the judge does. */
const isRefused = ({ reason }: Issue, entry: Entry | undefined): boolean =>
  entry?.closedBy !== 'failmode' && (reason === 'not_planned' || reason === 'duplicate');

const reopening = (debt: Debt, { number }: Issue, entry: Entry | undefined, commit: string) => {
  const say = entry?.closedBy === 'failmode' ? comments.isBack : comments.isNotDone;
  return { do: 'reopen', debt, number, comment: say(debt.eval, commit) } as const;
};

const actionsFor = (
  name: EvalName,
  issue: Issue,
  debt: Debt | undefined,
  asked: IssuesAsked,
): IssueAction[] => {
  const { number, state } = issue;
  const closing = closingOf(name, debt, asked);
  if (closing !== undefined) return state === 'open' ? [{ do: 'close', number, ...closing }] : [];
  if (debt === undefined) return [];
  const entry = asked.ledger.get(name);
  if (state === 'closed') {
    return isRefused(issue, entry) ? [] : [reopening(debt, issue, entry, asked.commit)];
  }
  return !debt.isFresh || isUpToDate(debt, issue, entry) ? [] : [{ do: 'update', debt, number }];
};

/** Whether one run alone may carry it out: what it does would show twice. */
export const needsClaim = ({ actions }: EvalPlan): boolean =>
  actions.some((action) => action.do !== 'update');

export const closes = ({ actions }: EvalPlan): boolean =>
  actions.some((action) => action.do === 'close');

/** Of an issue that another run is at, no more is known than that it is open. */
const isFree = (plan: EvalPlan, { ledger, now }: IssuesAsked): boolean =>
  !isClaimed(ledger.get(plan.eval), now) || (plan.issue?.state === 'open' && !needsClaim(plan));

const planOne = (
  name: EvalName,
  own: readonly Issue[],
  debt: Debt | undefined,
  asked: IssuesAsked,
): EvalPlan => {
  const [issue, ...others] = own;
  if (issue === undefined) {
    const opens = debt?.convert.status === 'open' ? [{ do: 'open', debt } as const] : [];
    return { eval: name, issue, actions: opens };
  }
  const extra = others.filter(({ state }) => state === 'open');
  const comment = comments.isDuplicate(issue.number);
  const closing = extra.map(({ number }) => ({ do: 'close duplicate', number, comment }) as const);
  return { eval: name, issue, actions: [...actionsFor(name, issue, debt, asked), ...closing] };
};

const refusedWarning = ({ eval: name, place }: Debt, { number }: Issue): string =>
  `#${number} was closed as not planned, but a model still decides ${name}: write \`convert: { status: not-convertible, reason: "..." }\` at ${place.file}:${place.line}, so that everyone sees why`;

const waitingWarning = (left: number, mostNew: number): string =>
  `${plural(left, 'judge eval')} more ${left === 1 ? 'waits' : 'wait'} for a convert-to-code issue: a run opens at most ${mostNew}, the next push opens more`;

const opens = ({ actions }: EvalPlan): boolean => actions.some((action) => action.do === 'open');

const updates = ({ actions }: EvalPlan): boolean =>
  actions.some(({ do: what }) => what === 'update');

/** Which evals come first differs from commit to commit, so that none waits for ever. */
const withFewUpdates = (
  plans: readonly EvalPlan[],
  { commit, mostUpdates }: IssuesAsked,
): EvalPlan[] => {
  const turns = new Map(plans.map((plan) => [plan, fingerprint([commit, plan.eval])]));
  const turn = (plan: EvalPlan): string => turns.get(plan) ?? '';
  const inTurn = plans.filter(updates).toSorted((a, b) => (turn(a) < turn(b) ? -1 : 1));
  const late = new Set(inTurn.slice(mostUpdates));
  return plans.map((plan) =>
    late.has(plan)
      ? { ...plan, actions: plan.actions.filter(({ do: what }) => what !== 'update') }
      : plan,
  );
};

/** What is to be done about the issues, and what people should know. Another run's claims are let be. */
export const planIssues = (asked: IssuesAsked): { plans: EvalPlan[]; warnings: string[] } => {
  const { ledger, mostNew } = asked;
  const debts = new Map(asked.debts.map((debt) => [debt.eval, debt]));
  const own = ownIssues(asked);
  const free = [...new Set([...debts.keys(), ...own.keys(), ...ledger.keys()])]
    .map((name) => planOne(name, own.get(name) ?? [], debts.get(name), asked))
    .filter((plan) => isFree(plan, asked));
  const waiting = new Set(free.filter(opens).slice(mostNew));
  const refused = free.flatMap(({ eval: name, issue, actions }) => {
    const debt = debts.get(name);
    const isLeft = issue?.state === 'closed' && !actions.some((action) => action.do === 'reopen');
    return debt?.convert.status === 'open' && isLeft ? [refusedWarning(debt, issue)] : [];
  });
  const left = waiting.size === 0 ? [] : [waitingWarning(waiting.size, mostNew)];
  const due = free.filter((plan) => !waiting.has(plan));
  return { plans: withFewUpdates(due, asked), warnings: [...refused, ...left] };
};
