import type { Candidate, Debt } from '../../src/convert/debt.ts';
import type { EvalName } from '../../src/domain/names.ts';

export const proposal = (over: Partial<Candidate> = {}): Candidate => ({
  family: 'contains',
  precision: { count: 18, of: 20, lower: 0.699, upper: 0.972 },
  recall: { count: 18, of: 21, lower: 0.654, upper: 0.95 },
  yaml: '- type: contains\n  value: at noon\n  not: true\n',
  ready: true,
  wrong: [{ id: 'l-7', label: 'pass' }],
  wrongCount: 5,
  ...over,
});

/** A judge eval; a test says only what differs. */
export const debtOf = (name: EvalName = 'slots/plausible', over: Partial<Debt> = {}): Debt => ({
  eval: name,
  mode: {
    id: name.slice(0, name.indexOf('/')),
    name: 'Hallucinated tour slot',
    opinion: false,
    definition: 'Offers a tour time that the availability tool did not return.',
    owner: 'alice',
  },
  rung: 'judge',
  target: 'leasing',
  when: [],
  judge: { prompt: 'evals/judges/slot.md', model: 'judge' },
  convert: { status: 'open' },
  place: { file: 'evals/modes/slots.yml', line: 12 },
  agreement: {
    tpr: { value: 0.92, lower: 0.85, upper: 0.96 },
    tnr: { value: 0.88, lower: 0.72, upper: 0.95 },
    labels: 120,
    at: '2026-11-20T08:00:00Z',
  },
  cost: { calls: 60, usd: 0.42 },
  failing: [
    { case: 'c-001', input: 'Is noon free?', output: 'Yes, at noon.', critique: 'Noon was taken.' },
  ],
  isFresh: true,
  candidates: { outcome: 'proposals', proposals: [proposal()] },
  source: 'labels',
  ...over,
});
