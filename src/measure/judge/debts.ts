import { examplesOfLabels } from '../../climb/labelled.ts';
import type { Corpora, Example } from '../../climb/sample.ts';
import { climbOver } from '../../climb/source.ts';
import type { Debt } from '../../convert/debt.ts';
import { loadCorpora } from '../../definitions/corpora.ts';
import { readLabels } from '../../definitions/labels.ts';
import type { MeasuredJudge } from '../../domain/measurement.ts';
import { judgeRow } from '../../decide/judging/judge-row.ts';
import type { Measured } from '../all.ts';
import { inputText, producedText } from '../readable.ts';
import type { Work } from '../work.ts';
import { judgedIn, type Judged } from './judged.ts';
import { isJudge, type DefinedJudge } from './defined.ts';

const mostFailing = 3;
/** The search is the same for the same labels: an issue must not change for nothing. */
const seed = 1;

/** The first outputs that the judge failed here. */
const failingOf = async (judged: () => AsyncIterable<Judged>): Promise<Debt['failing']> => {
  const failing: NonNullable<Debt['failing']> = [];
  for await (const { one, produced, passed, critique } of judged()) {
    if (passed) continue;
    const output = producedText(produced) ?? '';
    failing.push({ case: one.id, input: inputText(one), output, critique });
    if (failing.length === mostFailing) break;
  }
  return failing;
};

/** What the judge said, as examples to search by: no person's verdicts. */
const recordedBy = async (judged: () => AsyncIterable<Judged>): Promise<Example[]> => {
  const examples: Example[] = [];
  for await (const { one, produced, passed } of judged()) {
    if (produced?.kind !== 'output') continue;
    const label = passed ? 'pass' : 'fail';
    examples.push({ id: one.id, case: one, output: produced.output, label });
  }
  return examples;
};

const agreementOf = (judge: MeasuredJudge | undefined): Pick<Debt, 'agreement'> => {
  const row = judge && judgeRow(judge, { passed: 0, graded: 0 });
  const { tpr, tnr, labels, at } = row?.agreement ?? {};
  return tpr && tnr && labels !== undefined && at !== undefined
    ? { agreement: { tpr, tnr, labels, at } }
    : {};
};

const costOf = (judge: MeasuredJudge | undefined): Debt['cost'] => {
  const { calls = 0, usd } = judge?.usage ?? {};
  return { calls, ...(usd !== undefined && { usd }) };
};

const debtOf = async (
  defined: DefinedJudge,
  work: Work,
  measured: Measured,
  corpora: Corpora,
): Promise<Debt | undefined> => {
  const { definitions, files } = work.head;
  const { name, mode: id, eval: check, place } = defined;
  const mode = definitions.modes.find((one) => one.id === id)?.mode;
  if (mode === undefined || !(check.target in definitions.config.targets)) return undefined;
  const { labels } = await readLabels(files, check.judge.labels);
  const isFresh = measured.judges.has(name);
  const judged = isFresh ? judgedIn(work, defined, measured) : undefined;
  const recorded = async () => (judged === undefined ? [] : recordedBy(judged));
  const { source, search } = await climbOver(examplesOfLabels(labels), recorded, { seed, corpora });
  const judge = measured.compared.find(({ head }) => head.name === name)?.head.judge;
  const { prompt, model } = check.judge;
  const { owner } = mode;
  return {
    eval: name,
    mode: {
      id,
      name: mode.name,
      opinion: mode.opinion,
      definition: mode.definition,
      ...(owner && { owner }),
    },
    rung: 'judge',
    target: check.target,
    when: check.when,
    judge: { prompt, model: definitions.config.models[model]?.model ?? model },
    convert: check.convert,
    place,
    ...agreementOf(judge),
    cost: costOf(judge),
    failing: judged && (await failingOf(judged)),
    isFresh,
    candidates: search,
    source,
  };
};

/** Every judge of a run as what it is: a debt that waits to be paid in code. */
export const debtsOf = async (work: Work, measured: Measured): Promise<Debt[]> => {
  const { definitions, files } = work.head;
  const judges = definitions.evals.filter(isJudge);
  if (judges.length === 0) return [];
  const corpora = await loadCorpora(files, definitions.config);
  const debts: Debt[] = [];
  for (const defined of judges) {
    const debt = await debtOf(defined, work, measured, corpora);
    if (debt !== undefined) debts.push(debt);
  }
  return debts;
};
