import { judged } from './judged.ts';
import type { Report } from '../../src/domain/report.ts';
import { accepted, gateAccepted, gateChanged } from './accepted.ts';
import { quiet, regressed } from './regressed.ts';
import { cleared, notRunAgain, undecided } from './reruns.ts';
import { baseSha, latestSha, modeRow, report } from './report.ts';

const improved = report({
  decision: {
    rows: [
      ...quiet,
      modeRow('Hallucinated tour slot', {
        verdict: 'improved',
        head: { passed: 60, graded: 60 },
        detectableDrop: 0.093,
        newlyFixed: ['c-033', 'c-040'],
      }),
      modeRow('Asks twice for the name', {
        verdict: 'new',
        baseline: undefined,
        head: { passed: 9, graded: 12 },
      }),
      modeRow(
        'Sounds like a robot',
        {
          rung: 'judge',
          verdict: 'advisory',
          reasons: ['the judge is not calibrated: 12 labelled fails, 20 are needed'],
        },
        { opinion: true },
      ),
    ],
  },
  loop: { modesWithoutEval: [], opinions: 1, daysSinceLooking: 0 },
});

const same = report({ decision: { rows: quiet } });

const untouched = report({
  touched: [],
  targets: [],
  usage: {
    here: { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0, seconds: 0.4 },
    baseline: undefined,
  },
  decision: { verdict: 'skipped' },
  loop: { daysSinceLooking: 23, overdue: true },
});

const noBaseline = report({
  baseline: undefined,
  usage: {
    here: { calls: 180, inputTokens: 131_040, outputTokens: 30_900, seconds: 64 },
    baseline: undefined,
  },
  decision: {
    verdict: 'no-baseline',
    reasons: ['main has no evals/failmode.yml yet: the rules of this pull request were used'],
    rows: quiet.map((row) => modeRow(row.name, { verdict: 'new', baseline: undefined })),
  },
  loop: { daysSinceLooking: undefined, overdue: true },
});

const notMeasured = report({
  decision: {
    verdict: 'not-measured',
    blocks: true,
    reasons: ['Answers in the wrong language: 41 of 60 cases errored, at most 10 % may'],
    rows: [
      ...quiet.slice(0, 2),
      modeRow('Answers in the wrong language', {
        rung: 'judge',
        verdict: 'not measured',
        head: { passed: 19, graded: 19 },
        reasons: ['41 of 60 cases errored, at most 10 % may'],
        errors: Array.from({ length: 41 }, (_, index) => ({
          case: `c-${index + 1}`,
          reason: 'the provider answered 429 (rate limited) four times',
        })),
      }),
    ],
  },
  warnings: ['The budget of 20 minutes was used up before the re-runs were done'],
});

const invalid = report({
  touched: [],
  targets: [],
  decision: { verdict: 'invalid', blocks: true, reasons: ['2 problems in the files'] },
  problems: [
    {
      file: 'evals/modes/hallucinated-slot.yml',
      line: 6,
      column: 11,
      what: 'there is no rung "cod"',
      mend: 'did you mean "code"?',
    },
    {
      file: 'evals/failmode.yml',
      line: 31,
      column: 3,
      what: 'the target "leasing" has two kinds of run: prompt and command',
      mend: 'keep exactly one',
    },
  ],
  loop: { modesWithoutEval: [], toClimb: [] },
});

const alreadyFailing = report({
  baseline: {
    commit: baseSha,
    branch: 'main',
    at: '2026-10-07T09:12:44Z',
    ageDays: 47,
    stale: true,
    models: ['gpt-5-mini', 'gpt-5'],
    latest: { commit: latestSha, at: '2026-11-22T18:00:00Z' },
  },
  decision: {
    rows: [
      ...quiet,
      modeRow('Hallucinated tour slot', {
        head: { passed: 55, graded: 60 },
        alreadyFailing: ['c-001', 'c-017', 'c-052'],
        passesSkipped: ['c-020'],
      }),
    ],
  },
});

const push = report({
  ...regressed,
  kind: 'baseline',
  acceptCode: undefined,
  subject: { commit: baseSha, branch: 'main' },
});

const stored = report({
  kind: 'baseline',
  subject: { commit: baseSha, branch: 'main' },
  decision: { rows: quiet },
});

/** Every kind of run that people see, by the name of its snapshot. */
export const examples: Record<string, Report> = {
  regressed,
  improved,
  same,
  untouched,
  'no-baseline': noBaseline,
  'not-measured': notMeasured,
  invalid,
  'regressed-not-run-again': notRunAgain,
  accepted,
  cleared,
  'gate-changes': gateChanged,
  'gate-changes-accepted': gateAccepted,
  'already-failing': alreadyFailing,
  undecided,
  judged,
  'push-regressed': push,
  'push-stored': stored,
};
