import { quiet } from './regressed.ts';
import { again, modeRow, report } from './report.ts';

/** Changed cases that re-runs cleared: nothing blocks. */
export const cleared = report({
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

/** A regression found by the first runs alone. */
export const notRunAgain = report({
  acceptCode: '3f9a1c07b2d4',
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

/** Worse, but not beyond luck. */
export const undecided = report({
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
