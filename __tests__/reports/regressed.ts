import type { Report } from '../../src/domain/report.ts';
import { again, baseSha, branchSha, detail, headSha, modeRow, report } from './report.ts';

const touchedThrice: Report['touched'] = [
  {
    target: 'leasing',
    touches: [
      { kind: 'prompts', path: 'prompts/leasing/system.md', change: 'changed', moves: [] },
      {
        kind: 'models',
        path: 'config/models.yml',
        change: 'changed',
        moves: [{ setting: 'model', from: 'gpt-5-mini', to: 'gpt-5-nano' }],
      },
      {
        kind: 'retrieval',
        path: 'retrieval/manifest.json',
        change: 'changed',
        moves: [{ setting: 'version', from: '2026-11-01', to: '2026-11-20' }],
      },
    ],
  },
];

/** Failure modes that did not change, of a target whose outputs are sampled. */
export const quiet = [
  modeRow('Quotes a price that is not on the list', { detectableDrop: 0.093 }),
  modeRow('Promises a call back', {
    baseline: { passed: 60, graded: 60 },
    head: { passed: 60, graded: 60 },
    detectableDrop: 0.093,
  }),
  modeRow('Answers in the wrong language', { rung: 'judge', detectableDrop: 0.093 }),
];

const hallucinated = modeRow(
  'Hallucinated tour slot',
  {
    name: 'hallucinated-slot/slot-was-offered',
    mode: 'hallucinated-slot',
    verdict: 'regressed',
    head: { passed: 55, graded: 60 },
    reasons: [
      'a case fails here and passes on the base, beyond luck',
      'its changed cases together do worse here, beyond luck',
    ],
    detectableDrop: 0.093,
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
      {
        case: 'tour-saturday-late',
        critique: 'Books 19:30, the tool returned 17:30.',
        ...again('unresolved', '4/10', '9/10'),
      },
      {
        case: 'c-052',
        critique: 'Confirms a slot before the tool was asked.',
        ...again('cleared', '3/7'),
      },
    ],
    newlyFixed: ['c-033'],
  },
  { mode: 'hallucinated-slot' },
);

const citations = modeRow('Cites a document that does not exist', {
  verdict: 'regressed',
  baseline: { passed: 40, graded: 40 },
  head: { passed: 39, graded: 40 },
  reasons: ['a case fails here and passes on the base, beyond luck'],
  detectableDrop: 0.118,
  newlyFailing: [
    {
      case: 'c-008',
      critique: 'kb-117 is not in the index.',
      ...again('confirmed', '0/10', '10/10'),
    },
  ],
});

const regressedDetails = [
  detail(),
  detail({
    case: 'c-017',
    input: '{\n  "question": "Any tour this weekend?",\n  "unit": "B-204"\n}',
    before: 'There is no tour this weekend. Would Monday at 9:00 work?',
    after: 'Sure, Sunday at 12:00 is free. Shall I book it?',
    critique: 'Offers a tour on a Sunday; the tool returned no slot.',
    command: 'npx failmode check --case c-017',
  }),
  detail({
    case: 'tour-saturday-late',
    before: undefined,
    after: 'You are booked for Saturday 19:30.',
    critique: 'Books 19:30, the tool returned 17:30.',
    command: 'npx failmode check --case tour-saturday-late',
  }),
  detail({
    eval: citations.decisive!.name,
    mode: citations.mode,
    case: 'c-008',
    input: 'Is the pool open in winter?',
    before: 'Yes, from 8:00 to 20:00 [kb-042].',
    after: 'Yes, all day [kb-117].',
    critique: 'kb-117 is not in the index.',
    command: 'npx failmode check --case c-008',
  }),
];

/** Two failure modes of six regressed, as re-runs showed, and one improved. */
export const regressed = report({
  touched: touchedThrice,
  targets: [{ target: 'leasing', cases: 60, ran: 60, carried: 0, models: ['gpt-5-nano'] }],
  details: regressedDetails,
  subject: { commit: headSha, base: baseSha, head: branchSha, pullRequest: 128 },
  reruns: { cases: 5, perSide: 10, confirmed: 3, cleared: 1, unresolved: 1 },
  acceptCode: '3f9a1c07b2d4',
  decision: {
    verdict: 'regressed',
    blocks: true,
    reasons: [
      'hallucinated-slot/slot-was-offered: regressed: a case fails here and passes on the base, beyond luck; its changed cases together do worse here, beyond luck',
      'cites-a-document-that-does-not-exist/check: regressed: a case fails here and passes on the base, beyond luck',
    ],
    rows: [
      ...quiet,
      citations,
      modeRow('Tone of a refusal', {
        rung: 'judge',
        verdict: 'improved',
        baseline: { passed: 51, graded: 60 },
        head: { passed: 54, graded: 60 },
        detectableDrop: 0.093,
        newlyFixed: ['c-003', 'c-021', 'c-044'],
      }),
      hallucinated,
    ],
  },
});
