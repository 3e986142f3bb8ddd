import { expect, test } from 'vitest';
import { markerOf, roomIn, withSection } from '../../src/convert/body.ts';
import type { Debt } from '../../src/convert/debt.ts';
import type { Entry, Ledger } from '../../src/convert/ledger.ts';
import { chooseMilestone } from '../../src/convert/milestone.ts';
import { newsIn } from '../../src/convert/news.ts';
import { planIssues, type IssuesAsked } from '../../src/convert/plan.ts';
import type { Issue } from '../../src/convert/port.ts';
import { sectionOf } from '../../src/convert/section.ts';
import { debtOf, proposal } from './debts.ts';
import { commit, now } from './project.ts';

const slot = 'slots/plausible';
const tone = 'tone/polite';

const issueOf = (number: number, over: Partial<Issue> = {}): Issue => ({
  number,
  body: markerOf(slot),
  state: 'open',
  reason: null,
  isByBot: true,
  labels: ['convert-to-code'],
  assignees: [],
  milestone: undefined,
  ...over,
});

const asked = (over: Partial<IssuesAsked>): IssuesAsked => ({
  debts: [debtOf(slot)],
  evals: new Map([[slot, 'judge']]),
  issues: [],
  ledger: new Map(),
  now,
  commit,
  mostNew: 5,
  mostUpdates: 5,
  ...over,
});

const planned = (over: Partial<IssuesAsked>) =>
  planIssues(asked(over)).plans.flatMap(({ actions }) =>
    actions.map((action) => ('number' in action ? `${action.do} #${action.number}` : action.do)),
  );

const closed = (reason: Issue['reason']): Partial<Issue> => ({ state: 'closed', reason });
const claimedAt = now.toISOString();
const gone = { debts: [], evals: new Map() };

test.each<[string, Partial<IssuesAsked>, string[]]>([
  ['no issue yet', {}, ['open']],
  ['an issue that says less', { issues: [issueOf(3)] }, ['update #3']],
  ['a forged one', { issues: [issueOf(3, { isByBot: false })] }, ['open']],
  [
    "a person's, that the ledger names",
    { issues: [issueOf(3, { isByBot: false })], ledger: new Map([[slot, { number: 3 }]]) },
    ['update #3'],
  ],
  [
    'one whose first line says another eval than the ledger',
    { issues: [issueOf(3, { body: markerOf(tone) })], ledger: new Map([[slot, { number: 3 }]]) },
    ['update #3'],
  ],
  ['two', { issues: [issueOf(5), issueOf(3)] }, ['update #3', 'close duplicate #5']],
  ['two, one of them closed', { issues: [issueOf(3), issueOf(5, closed(null))] }, ['update #3']],
  ['one closed as completed', { issues: [issueOf(3, closed('completed'))] }, ['reopen #3']],
  ['one closed as not planned', { issues: [issueOf(3, closed('not_planned'))] }, []],
  ['one closed as a duplicate', { issues: [issueOf(3, closed('duplicate'))] }, []],
  [
    'one that the bot closed as not planned',
    {
      issues: [issueOf(3, closed('not_planned'))],
      ledger: new Map([[slot, { number: 3, closedBy: 'failmode' }]]),
    },
    ['reopen #3'],
  ],
  ['a claim of another run', { ledger: new Map([[slot, { claimedAt, claimedBy: '7' }]]) }, []],
  [
    'a claim of another run, and an issue to update',
    { issues: [issueOf(3)], ledger: new Map([[slot, { claimedAt, claimedBy: '7' }]]) },
    ['update #3'],
  ],
  ['no eval, and an issue', { ...gone, issues: [issueOf(3)] }, ['close #3']],
  ['no eval, and a closed issue', { ...gone, issues: [issueOf(3, closed(null))] }, []],
  [
    'a judge of which nothing is told, and an issue',
    { debts: [], evals: new Map([[slot, 'judge']]), issues: [issueOf(3)] },
    [],
  ],
])('of %s comes what should', (_what, over, actions) => {
  expect(planned(over)).toEqual(actions);
});

test('of an issue that another run is at, nothing is said while it is closed', () => {
  const over = { ...gone, issues: [issueOf(3, closed('not_planned'))] };
  const at = (entry: Entry) => planIssues(asked({ ...over, ledger: new Map([[slot, entry]]) }));
  expect(at({ number: 3, claimedAt, claimedBy: '7' }).plans).toEqual([]);
  expect(at({ number: 3 }).plans).toHaveLength(1);
});

test('a section that a person edited is left until there is news, and a broken one is not', () => {
  const debt = debtOf(slot);
  const body = withSection('', slot, sectionOf(debt, roomIn(markerOf(slot))));
  const digest = newsIn(debt);
  const edited = body.replace('at noon', 'at nine');
  const after = (text: string, ledger: Ledger = new Map([[slot, { number: 3, digest }]])) =>
    planned({ issues: [issueOf(3, { body: text })], ledger });
  expect(after(body, new Map())).toEqual([]);
  expect(after(body.replaceAll('\n', '\r\n'), new Map())).toEqual([]);
  expect(after(edited)).toEqual([]);
  expect(after(edited, new Map([[slot, { number: 3, digest: 'old' }]]))).toEqual(['update #3']);
  expect(after(body.replace('<!-- failmode:end -->', ''))).toEqual(['update #3']);
});

const failing = debtOf(slot).failing?.[0] ?? expect.fail('no case fails');
const agreement = debtOf(slot).agreement ?? expect.fail('nothing was measured');
const counted = (count: number): Partial<Debt> => ({
  candidates: {
    outcome: 'proposals',
    proposals: [proposal({ precision: { count, of: 20, lower: 0.6, upper: 0.9 } })],
  },
});

test.each<[string, boolean, Partial<Debt>]>([
  ['the cost', false, { cost: { calls: 61, usd: 0.43 } }],
  ['a critique', false, { failing: [{ ...failing, critique: 'Noon is taken.' }] }],
  ['an output', false, { failing: [{ ...failing, output: 'At noon, yes.' }] }],
  ['the line of the eval', false, { place: { file: 'evals/modes/slots.yml', line: 14 } }],
  [
    'agreement by less than a percent, and when it was measured',
    false,
    {
      agreement: { ...agreement, tpr: { ...agreement.tpr, value: 0.923 }, at: '2026-11-24T08:00Z' },
    },
  ],
  ['the owner', false, { mode: { ...debtOf(slot).mode, owner: 'bob' } }],
  ['the definition', true, { mode: { ...debtOf(slot).mode, definition: 'Other.' } }],
  ['the model', true, { judge: { prompt: 'evals/judges/slot.md', model: 'large' } }],
  ['agreement', true, { agreement: { ...agreement, tnr: { ...agreement.tnr, value: 0.9 } } }],
  ['the number of labels', true, { agreement: { ...agreement, labels: 121 } }],
  ['the cases that fail', true, { failing: [{ ...failing, case: 'c-002' }] }],
  ['that no case fails', true, { failing: [] }],
  ['that the cases are withheld', true, { failing: undefined }],
  ['what code comes to', true, counted(17)],
  ['the file of the eval', true, { place: { file: 'evals/modes/tours.yml', line: 12 } }],
  ['the target', true, { target: 'other' }],
])('of what changes, %s is news: %s', (_what, isNews, over) => {
  const body = withSection('', slot, sectionOf(debtOf(slot), roomIn(markerOf(slot))));
  const entry = { number: 3, digest: newsIn(debtOf(slot)) };
  const given: Partial<IssuesAsked> = {
    issues: [issueOf(3, { body })],
    ledger: new Map([[slot, entry]]),
  };
  expect(planned({ ...given, debts: [debtOf(slot, over)] })).toEqual(isNews ? ['update #3'] : []);
});

const soon = { number: 1, title: 'Soon', dueOn: '2026-12-01T08:00:00Z' };
const later = { number: 2, title: 'Later', dueOn: '2026-12-15T08:00:00Z' };
const latest = { number: 3, title: 'Latest', dueOn: '2026-12-29T08:00:00Z' };
const past = { number: 4, title: 'Past', dueOn: '2026-11-24T08:00:00Z' };
const someday = { number: 5, title: 'Someday', dueOn: undefined };

test.each([
  ['next', [latest, past, later, someday, soon], later],
  ['next', [past, soon, someday], soon],
  ['next', [past, someday], undefined],
  ['next', [], undefined],
  ['Someday', [soon, someday], someday],
  ['Sprint 9', [soon, someday], undefined],
])('the milestone %s is found', (wanted, open, chosen) => {
  expect(chooseMilestone(open, wanted, now)).toEqual(chosen);
});
