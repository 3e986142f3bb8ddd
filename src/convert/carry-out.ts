import type { EvalName } from '../domain/names.ts';
import { act } from './act.ts';
import type { Filing } from './filing.ts';
import { unclaimed, type Entry, type Exchange } from './ledger.ts';
import type { EvalPlan } from './plan.ts';
import type { IssuePort } from './port.ts';
import { failed, forbidden, isForbidden, isUncertain, statusOf } from './trouble.ts';

type Results = { changes: Map<EvalName, Exchange>; open: number[]; warnings: string[] };

const tried = ({ eval: name, actions, issue }: EvalPlan): string =>
  issue === undefined
    ? `open the convert-to-code issue of ${name}`
    : `${actions[0]?.do ?? 'keep'} the convert-to-code issue #${issue.number} of ${name}`;

/** The claim of what surely did not happen is given back; of what may have, it is kept. */
const afterFailure = (entry: Entry | undefined, error: unknown): Entry | undefined => {
  if (isUncertain(error) || entry === undefined) return entry;
  const rest = unclaimed(entry);
  return Object.keys(rest).length === 0 ? undefined : rest;
};

/** Does what is planned, one after another; stops where GitHub lets the token write nothing. */
export const carryOut = async (
  port: IssuePort,
  plans: readonly EvalPlan[],
  entries: ReadonlyMap<EvalName, Entry | undefined>,
  filing: () => Promise<Filing>,
): Promise<Results> => {
  const results: Results = { changes: new Map(), open: [], warnings: [] };
  let refusal: unknown;
  for (const plan of plans) {
    const from = entries.get(plan.eval);
    try {
      if (refusal !== undefined) throw refusal;
      const done = await act(port, plan, from, filing);
      results.changes.set(plan.eval, { from, to: done.entry });
      results.open.push(...(done.open === undefined ? [] : [done.open]));
      results.warnings.push(...done.warnings);
    } catch (error) {
      if (statusOf(error) === undefined) throw error;
      results.changes.set(plan.eval, { from, to: afterFailure(from, error) });
      if (plan.issue?.state === 'open') results.open.push(plan.issue.number);
      if (!isForbidden(error)) results.warnings.push(failed(tried(plan), error));
      else refusal ??= error;
    }
  }
  if (refusal !== undefined) results.warnings.push(forbidden(refusal));
  return results;
};
