import type { GateChange } from '../../src/domain/decision.ts';
import { quiet } from './regressed.ts';
import { again, modeRow, report } from './report.ts';

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

/** Changes of the gate that nobody has accepted yet. */
export const gateChanged = report({
  acceptCode: '3f9a1c07b2d4',
  decision: {
    verdict: 'regressed',
    blocks: true,
    reasons: ['the gate changes: gate.alpha is changed'],
    rows: [...quiet, removed],
    gateChanges: changesOfGate,
  },
});

/** The same, accepted. */
export const gateAccepted = report({
  decision: {
    rows: [...quiet, removed],
    gateChanges: changesOfGate.map((change) => ({ ...change, accepted: 'alice' })),
  },
});

/** A regression that somebody has accepted. */
export const accepted = report({
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
