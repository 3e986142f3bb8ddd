import type { Report } from '../../src/domain/report.ts';
import type { GateChange } from '../../src/domain/decision.ts';
import { quiet, regressed } from './regressed.ts';
import { again, baseSha, latestSha, modeRow, report } from './report.ts';

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
});

const changesOfGate: GateChange[] = [
  { kind: 'eval', what: 'asks-twice-for-the-name/check', change: 'removed' },
  { kind: 'threshold', what: 'gate.alpha', change: 'changed', from: '0.05', to: '0.01' },
  { kind: 'case', what: 'c-017', change: 'removed' },
];

const removed = modeRow('Asks twice for the name', {
  verdict: 'removed',
  place: undefined,
  head: undefined,
});

const gateChanged = report({
  acceptCode: '7k3f',
  decision: {
    verdict: 'regressed',
    blocks: true,
    reasons: ['the gate changes: gate.alpha is changed'],
    rows: [...quiet, removed],
    gateChanges: changesOfGate,
  },
});

const gateAccepted = report({
  decision: {
    rows: [...quiet, removed],
    gateChanges: changesOfGate.map((change) => ({ ...change, ...{ accepted: 'alice' } })),
  },
});

const accepted = report({
  reruns: { cases: 2, perSide: 10, confirmed: 2, cleared: 0, unresolved: 0 },
  decision: {
    rows: [
      ...quiet,
      modeRow('Hallucinated tour slot', {
        verdict: 'accepted',
        head: { passed: 56, graded: 60 },
        detectableDrop: 0.093,
        reasons: [
          'accepted by alice: the tour desk confirms by phone from now on',
          'a case fails here and passes on the base, beyond luck',
        ],
        newlyFailing: [
          {
            case: 'c-001',
            critique: 'Confirms Tuesday 10:00, which the availability tool did not return.',
            ...again('confirmed', '0/10', '10/10'),
          },
          {
            case: 'c-017',
            critique: 'Offers a tour on a Sunday; the tool returned no slot.',
            ...again('confirmed', '0/10', '9/10'),
          },
        ],
      }),
    ],
  },
});

const cleared = report({
  reruns: { cases: 2, perSide: 10, confirmed: 0, cleared: 2, unresolved: 0 },
  decision: {
    rows: [
      ...quiet.slice(1),
      modeRow('Quotes a price that is not on the list', {
        head: { passed: 56, graded: 60 },
        detectableDrop: 0.093,
        newlyFailing: [
          {
            case: 'c-019',
            critique: 'Says 1,250; the list says 1,350.',
            ...again('cleared', '3/4'),
          },
          { case: 'c-031', critique: '', ...again('cleared', '7/10', '8/10') },
        ],
      }),
    ],
  },
});

const notRunAgain = report({
  acceptCode: '7k3f',
  warnings: [
    '`leasing` could not be run again on the base (`npm ci` exited with 1), so its first runs alone were compared',
  ],
  decision: {
    verdict: 'regressed',
    blocks: true,
    reasons: [
      'hallucinated-tour-slot/check: regressed: its changed cases together do worse here, beyond luck',
    ],
    rows: [
      modeRow('Hallucinated tour slot', {
        verdict: 'regressed',
        baseline: { passed: 12, graded: 12 },
        head: { passed: 6, graded: 12 },
        detectableDrop: 0.237,
        reasons: ['its changed cases together do worse here, beyond luck'],
        newlyFailing: ['c-001', 'c-004', 'c-005', 'c-007', 'c-010', 'c-012'].map((id) => ({
          case: id,
          critique: 'Offers a slot that the tool did not return.',
        })),
      }),
    ],
  },
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

const undecided = report({
  reruns: { cases: 2, perSide: 10, confirmed: 0, cleared: 0, unresolved: 2 },
  decision: {
    verdict: 'undecided',
    reasons: [
      'tone-of-a-refusal/check: undecided: it looks worse, but not beyond luck; 120 cases in all would settle it, if they come out as so far',
    ],
    rows: [
      ...quiet,
      modeRow('Tone of a refusal', {
        rung: 'judge',
        verdict: 'undecided',
        head: { passed: 56, graded: 60 },
        detectableDrop: 0.14,
        reasons: [
          'it looks worse, but not beyond luck',
          '120 cases in all would settle it, if they come out as so far',
        ],
        newlyFailing: [
          {
            case: 'c-011',
            critique: 'Turns the applicant away without an alternative.',
            ...again('unresolved', '4/10', '9/10'),
          },
          { case: 'c-029', critique: '', ...again('unresolved', '5/10', '9/10') },
        ],
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
  'push-regressed': push,
  'push-stored': stored,
};
