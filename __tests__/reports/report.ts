import type { Decision } from '../../src/domain/decision.ts';
import type { CaseDetail, Report } from '../../src/domain/report.ts';
import type { Again, EvalRow, ModeRow, Rate } from '../../src/domain/row.ts';

export const headSha = 'a3c5e7091b2d4f6a8c0e1b3d5f7a9c0e2b4d6f81';
export const baseSha = '5f1d9c3b7a2e4d6f8091a3b5c7d9e0f1a2b3c4d5';
/** The head of the branch, which the head under test merges into the base. */
export const branchSha = '9be41d07c5a3f8e2617d9b0c4a2f6e8d1c3b5a79';
export const latestSha = '0c4e8a2d6f1b3957b1d3f5a7c9e0b2d4f6a8c0e1';
export const where = { serverUrl: 'https://github.com', repository: 'acme/leasing-agent' };
export const options = { ...where, detailLevel: 'full' as const };

/** An eval's row: unchanged at 60 of 60, unless said otherwise. */
export const evalRow = (differs: Partial<EvalRow> = {}): EvalRow => ({
  name: 'hallucinated-slot/slot-was-offered',
  mode: 'hallucinated-slot',
  rung: 'code',
  target: 'leasing',
  place: { file: 'evals/modes/hallucinated-slot.yml', line: 5, column: 5 },
  verdict: 'same',
  reasons: [],
  baseline: { passed: 58, graded: 60 },
  head: { passed: 58, graded: 60 },
  newlyFailing: [],
  newlyFixed: [],
  alreadyFailing: [],
  errors: [],
  passesSkipped: [],
  added: 0,
  removed: 0,
  detectableDrop: undefined,
  carriedFrom: undefined,
  ...differs,
});

/** A failure mode's row of one eval, whose verdict it shares. */
export const modeRow = (
  name: string,
  differs: Partial<EvalRow> = {},
  mode: Partial<ModeRow> = {},
): ModeRow => {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
  const row = evalRow({
    name: `${id}/check`,
    mode: id,
    place: { file: `evals/modes/${id}.yml`, line: 4, column: 5 },
    ...differs,
  });
  return {
    mode: id,
    name,
    opinion: false,
    verdict: row.verdict,
    decisive: row,
    evals: [row],
    ...mode,
  };
};

/** `0/10` as a rate. */
const rate = (text: string): Rate => {
  const [passed = 0, graded = 0] = text.split('/').map(Number);
  return { passed, graded };
};

/** What re-runs of a case showed: passes of those graded, here and on the base. */
export const again = (outcome: Again['outcome'], here: string, base = '0/0'): { again: Again } => ({
  again: { outcome, here: rate(here), base: rate(base) },
});

export const detail = (differs: Partial<CaseDetail> = {}): CaseDetail => ({
  eval: 'hallucinated-slot/slot-was-offered',
  mode: 'hallucinated-slot',
  case: 'c-001',
  input: 'Can I see the two-bedroom on Tuesday morning?',
  before: 'I can offer Tuesday at 11:00 or 14:30. Which suits you?',
  after: 'Of course! You are booked for Tuesday at 10:00.',
  critique: 'Confirms Tuesday 10:00, which the availability tool did not return.',
  command: 'npx failmode check --case c-001',
  ...differs,
});

export const decision = (differs: Partial<Decision> = {}): Decision => ({
  verdict: 'pass',
  blocks: false,
  reasons: [],
  rows: [],
  gateChanges: [],
  ...differs,
});

type Differs = Partial<Omit<Report, 'decision' | 'loop'>> & {
  decision?: Partial<Decision>;
  loop?: Partial<Report['loop']>;
};

/** A report of a pull request that touches a prompt, and of which all is well. */
export const report = ({ decision: decided, loop, ...differs }: Differs = {}): Report => ({
  schema: 1,
  kind: 'gate',
  subject: { commit: headSha, base: baseSha, pullRequest: 128 },
  decision: decision(decided),
  touched: [
    {
      target: 'leasing',
      touches: [
        { kind: 'prompts', path: 'prompts/leasing/system.md', change: 'changed', moves: [] },
      ],
    },
  ],
  baseline: {
    commit: baseSha,
    branch: 'main',
    at: '2026-11-20T09:12:44Z',
    ageDays: 3.2,
    stale: false,
    models: ['gpt-5-mini'],
  },
  targets: [{ target: 'leasing', cases: 60, ran: 60, carried: 0, models: ['gpt-5-mini'] }],
  usage: {
    here: { calls: 212, inputTokens: 148_220, outputTokens: 32_180, usd: 0.42, seconds: 72 },
    baseline: { calls: 180, inputTokens: 131_040, outputTokens: 30_900, usd: 0.38, seconds: 64 },
  },
  details: [],
  reruns: undefined,
  acceptCode: undefined,
  loop: {
    modesWithoutEval: [
      { mode: 'wrong-price', name: 'Wrong price', seen: 12 },
      { mode: 'ignores-pets', name: 'Ignores the pet question', seen: 7 },
    ],
    toClimb: [
      { eval: 'dead-end/leaves-a-next-step', rung: 'judge' },
      { eval: 'lectures/tone', rung: 'judge' },
    ],
    opinions: 0,
    daysSinceLooking: 5,
    overdue: false,
    ...loop,
  },
  warnings: [],
  problems: [],
  ...differs,
});
