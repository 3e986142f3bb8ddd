import type { Report } from '../../src/domain/report.ts';
import type { JudgeRow } from '../../src/domain/row.ts';
import { judgeRow } from '../../src/decide/judging/judge-row.ts';
import { quiet } from './regressed.ts';
import { detail, modeRow, report } from './report.ts';

const usage = { calls: 63, inputTokens: 56_700, outputTokens: 3_780, usd: 0.11, seconds: 0 };

const critiques = [
  {
    label: 'l-009',
    person: 'pass' as const,
    judge: 'fail' as const,
    personSaid: 'Sends them to the front desk, which is open: that is a step.',
    judgeSaid: 'The answer says no and names no alternative.',
  },
  {
    label: 'l-057',
    person: 'fail' as const,
    judge: 'pass' as const,
    judgeSaid: 'It asks what else the prospect would like to know.',
  },
];

/** A judge as a report has it: 38 of 40 labels told right, unless a test says otherwise. */
export const judge = (
  differs: Partial<JudgeRow> = {},
  matrix = { tp: 19, fn: 1, tn: 19, fp: 1 },
): JudgeRow => ({
  ...judgeRow(
    {
      standing: { state: 'calibrated' },
      labels: undefined,
      ageDays: 6,
      usage,
      people: new Map(),
      calibration: {
        judge: '0123456789abcdef',
        labels: 'fedcba9876543210',
        at: '2026-11-17T08:00:00.000Z',
        on: 'test',
        ...matrix,
        errors: 0,
        agreed: { pass: ['l-033'], fail: ['l-034'] },
        disagreements: critiques,
      },
    },
    { passed: 51, graded: 60 },
  ),
  ...differs,
});

const deadEnd = modeRow('Dead end', {
  name: 'dead-end/leaves-a-next-step',
  mode: 'dead-end',
  rung: 'judge',
  verdict: 'regressed',
  baseline: { passed: 58, graded: 60 },
  head: { passed: 51, graded: 60 },
  reasons: ['its changed cases together do worse here, beyond luck'],
  newlyFailing: [
    { case: 'pets-two-dogs', critique: 'Says no to a second dog, and leaves it there.' },
  ],
  judge: judge(),
});

const tone = modeRow('Lectures the prospect', {
  name: 'lectures/tone',
  mode: 'lectures',
  rung: 'judge',
  verdict: 'advisory',
  reasons: [
    'it has too few labels that its prompt was not written with: 14 passes and 9 fails',
    'label until there are 20 of each',
  ],
  judge: judge({
    standing: {
      state: 'advisory',
      why: 'it has too few labels that its prompt was not written with: 14 passes and 9 fails',
      mend: 'label until there are 20 of each',
    },
    agreement: undefined,
    corrected: undefined,
    disagreements: [],
  }),
});

const fresh = modeRow('Answers off the point', {
  name: 'off-point/answers',
  mode: 'off-point',
  rung: 'judge',
  judge: judge({ agreement: { ...judge().agreement!, ageDays: 0 } }),
});

/** One judge blocks, one only advises, and one was measured just now. */
export const judged: Report = report({
  decision: { verdict: 'regressed', blocks: true, rows: [deadEnd, tone, fresh, ...quiet] },
  acceptCode: '5f0c1a2b3c4d',
  details: [
    detail({
      eval: 'dead-end/leaves-a-next-step',
      mode: 'dead-end',
      case: 'pets-two-dogs',
      input: 'We have two dogs. Is that all right?',
      before: 'One dog is allowed. I can ask the manager about a second. Shall I?',
      after: 'One dog is allowed.',
      critique: 'Says no to a second dog, and leaves it there.',
      command: 'npx failmode check --case pets-two-dogs',
    }),
  ],
});
