import { wilson } from '../../src/decide/statistics/wilson.ts';
import { changeOf, isBeyondLuck } from '../../src/frequency/change.ts';
import type {
  EvalFrequency,
  Frequency,
  Last,
  MeasuredTraces,
} from '../../src/frequency/frequency.ts';

export const share = (count: number, of: number) => ({ value: count / of, ...wilson(count, of) });

/** The last time, a week before. */
export const before = (then: [number, number], now: [number, number]): Last => {
  const change = changeOf(share(...then), share(...now));
  const about = { at: '2026-11-17T09:00:00Z', commit: 'a'.repeat(40), rate: share(...then) };
  return { ...about, change, beyondLuck: isBeyondLuck(change) };
};

const evalOf = (mode: string, happened: number, of: number): EvalFrequency => ({
  name: `${mode}/check`,
  rung: 'code',
  target: 'desk',
  traces: of,
  applicable: of,
  happened,
  errors: 0,
  observed: share(happened, of),
  rate: share(happened, of),
  error: undefined,
  last: undefined,
  sightings: [],
});

/** A mode that code measures; a test says what differs. */
export const frequency = (
  mode: string,
  [happened, of]: [number, number],
  changes: Partial<Frequency> = {},
  ofEval: Partial<EvalFrequency> = {},
): Frequency => ({
  mode,
  name: `The mode ${mode}`,
  opinion: false,
  by: 'code',
  eval: `${mode}/check`,
  traces: of,
  applicable: of,
  happened,
  errors: 0,
  rate: share(happened, of),
  advisory: undefined,
  last: undefined,
  evals: [{ ...evalOf(mode, happened, of), ...ofEval }],
  read: { count: 1, of: 10, ...wilson(1, 10) },
  ...changes,
});

export const result = (
  modes: Frequency[],
  changes: Partial<MeasuredTraces> = {},
): MeasuredTraces => ({
  at: '2026-11-24T09:00:00Z',
  commit: 'b'.repeat(40),
  traces: 1200,
  from: 'traces/**/*.jsonl',
  unassigned: 0,
  unanswered: 0,
  modes,
  problems: [],
  warnings: [],
  ...changes,
});

/** A mode that no eval measures. */
export const unmeasured = (mode: string, changes: Partial<Frequency> = {}): Frequency => ({
  ...frequency(mode, [0, 10]),
  by: undefined,
  eval: undefined,
  rate: undefined,
  evals: [],
  ...changes,
});

/** Foreign text in each place that has any. */
export const hostileResult = (text: string): MeasuredTraces =>
  result(
    [
      frequency(
        text,
        [5, 10],
        { name: text, opinion: true, advisory: text, last: before([1, 10], [5, 10]) },
        {
          name: `${text}/${text}`,
          errors: 1,
          error: text,
          sightings: [{ trace: text, critique: text }],
          judge: {
            standing: { state: 'advisory', why: text, mend: text },
            agreement: undefined,
            labels: 0,
            corrected: undefined,
            usage: { calls: 0, inputTokens: 0, outputTokens: 0, seconds: 0 },
          },
        },
      ),
      unmeasured(`2${text}`, { name: text }),
    ],
    {
      from: text,
      commit: text,
      warnings: [text],
      problems: [{ file: text, line: 1, column: 1, what: text, mend: text }],
    },
  );
