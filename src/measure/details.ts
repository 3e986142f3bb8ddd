import type { Outputs } from '../baseline/outputs.ts';
import type { Case } from '../domain/case.ts';
import type { CaseId } from '../domain/names.ts';
import type { CaseDetail } from '../domain/report.ts';
import type { EvalRow } from '../domain/row.ts';
import type { Measured } from './all.ts';
import type { Work } from './work.ts';
import { casesOf } from './cases.ts';
import { inputText, producedText } from './readable.ts';

/** As many as a person can read; the table counts all of them. */
const mostPerEval = 25;

type DetailSource = {
  rows: readonly EvalRow[];
  cases(): AsyncIterable<Case>;
  here: Outputs;
  before: Outputs | undefined;
};

/** The newly failing cases of a target, with input and both outputs. */
const caseDetails = async ({ rows, cases, here, before }: DetailSource): Promise<CaseDetail[]> => {
  const wanted = new Map<CaseId, { row: EvalRow; critique: string }[]>();
  for (const row of rows) {
    for (const { case: id, critique } of row.newlyFailing.slice(0, mostPerEval)) {
      wanted.set(id, [...(wanted.get(id) ?? []), { row, critique }]);
    }
  }
  const details: CaseDetail[] = [];
  if (wanted.size === 0) return details;
  for await (const one of cases()) {
    const failures = wanted.get(one.id);
    if (failures === undefined) continue;
    const [after] = (await here.get(one.id)) ?? [];
    const [earlier] = (await before?.get(one.id)) ?? [];
    for (const { row, critique } of failures) {
      details.push({
        eval: row.name,
        mode: row.mode,
        case: one.id,
        input: inputText(one),
        before: producedText(earlier),
        after: producedText(after) ?? '',
        critique,
        command: `npx failmode check --case ${one.id}`,
      });
    }
  }
  return details;
};

/** The newly failing cases of every target that was measured. */
export const detailsOf = async (
  work: Work,
  { sides }: Measured,
  rows: readonly EvalRow[],
): Promise<CaseDetail[]> => {
  const details: CaseDetail[] = [];
  for (const [name, { outputs, before }] of sides) {
    const target = work.head.definitions.config.targets[name];
    if (target === undefined) continue;
    const own = rows.filter((row) => row.target === name);
    const cases = () => casesOf(work, target);
    details.push(...(await caseDetails({ rows: own, cases, here: outputs, before })));
  }
  return details;
};
