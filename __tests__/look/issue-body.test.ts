import { describe, expect, test } from 'vitest';
import hostile from '../fixtures/hostile.json' with { type: 'json' };
import { lookingBody, periodOfBody, type LookingIssue } from '../../src/look/issue-body.ts';
import type { LookingFacts } from '../../src/look/issue-facts.ts';
import { render, skeleton } from '../foreign/rendered.ts';

const facts = (over: Partial<LookingFacts> = {}): LookingFacts => ({
  since: '2026-11-17T09:00:00Z',
  moved: [],
  drift: [],
  saturation: undefined,
  loop: {
    modesWithoutEval: [],
    toClimb: [],
    opinions: 0,
    daysSinceLooking: 7,
    overdue: false,
  },
  ...over,
});

const body = (over: Partial<LookingIssue> = {}): string =>
  lookingBody({
    period: '2026-W48',
    when: new Date('2026-11-24T09:00:00Z'),
    opened: new Date('2026-11-24T07:00:00Z'),
    zone: 'Europe/Berlin',
    minutes: 30,
    turn: 'alice',
    seed: 7,
    sample: [{ trace: 't-1', pick: 'random' }],
    facts: facts(),
    calendar: undefined,
    ...over,
  });

test('the body begins with its marker, the date, whose turn it is, and how to start', () => {
  const [marker, head, ...rest] = body().split('\n');
  expect(marker).toBe('<!-- failmode:looking 2026-W48 -->');
  expect(head).toBe(
    '**Tuesday 24 November 2026, 10:00 Europe/Berlin**, 30 minutes. It is the turn of `alice`.',
  );
  expect(rest.slice(0, 6).join('\n')).toContain('\nnpx failmode look --session 2026-W48\n');
});

test('opened after its date, it says that it was due', () => {
  expect(body({ opened: new Date('2026-11-26T07:00:00Z') })).toContain(
    '\nWas due: **Tuesday 24 November 2026, 10:00 Europe/Berlin**',
  );
});

test.each<[string, string | undefined]>([
  [body(), '2026-W48'],
  [body({ period: '2026-11' }).replaceAll('\n', '\r\n'), '2026-11'],
  [body({ period: '2026-11-24' }), '2026-11-24'],
  [`Hello\n${body()}`, undefined],
  ['<!-- failmode:looking 2026-W48 --> and more', undefined],
  ['', undefined],
])('a period is read from the first line alone (%#)', (text, period) => {
  expect(periodOfBody(text)).toBe(period);
});

describe('the sample', () => {
  test('is counted by why, and names where a trace can be seen, without a link', () => {
    const text = body({
      sample: [
        { trace: 't-1', pick: 'random' },
        { trace: 't-2', pick: 'random', url: 'https://traces.test/t-2?a=1&copy;=(`|2' },
        { trace: 't-3', pick: 'outlier', why: '9 tool calls' },
      ],
    });
    expect(text).toContain('<summary>3 fresh traces: 2 random · 1 outlier; seed 7</summary>');
    expect(text).toContain('- `t-1` random\n');
    expect(text).toContain('- `t-3` outlier: `9 tool calls`\n');
    expect(render(text)).toContain('<code>t-2</code> (<code>https://traces.test/t-2?a=1&amp;copy;');
    expect(render(text)).not.toContain('<a href="https://traces.test');
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://user:secret@traces.test/',
    `https://traces.test/${'x'.repeat(500)}`,
    'not a url',
  ])('does not show %s', (url) => {
    expect(body({ sample: [{ trace: 't-1', pick: 'random', url }] })).toContain('- `t-1` random\n');
  });

  test('of ten thousand traces fits into an issue, and says how many are left out', () => {
    const sample = Array.from({ length: 10_000 }, (_, index) => ({
      trace: `trace-${index}`,
      pick: 'random' as const,
      url: `https://traces.test/${index}`,
    }));
    const text = body({ sample });
    expect(text.length).toBeLessThan(60_000);
    expect(text).toMatch(/- and 9,\d{3} more\n/);
  });

  test('that is empty says so', () => {
    expect(body({ sample: [] })).toContain('There are no fresh traces.');
  });
});

test('what has moved is told with its numbers', () => {
  const text = body({
    facts: facts({
      moved: [
        { mode: 'slot', before: { passed: 58, graded: 60 }, now: { passed: 51, graded: 60 } },
      ],
      drift: [
        {
          eval: 'tone/is-kind',
          before: { passed: 60, graded: 60 },
          now: { passed: 54, graded: 60 },
          since: '2026-09-01T00:00:00Z',
        },
      ],
      saturation: { last: 20, fresh: 0 },
      loop: {
        ...facts().loop,
        toClimb: [
          { eval: 'dead-end/leaves-a-next-step', rung: 'judge' },
          { eval: 'lectures/tone', rung: 'judge' },
        ],
        daysSinceLooking: 20,
        overdue: true,
      },
    }),
  });
  expect(text).toContain('- `slot`: 58/60 · 97 % → 51/60 · 85 %\n');
  expect(text).toContain('- `tone/is-kind`: 60/60 · 100 % → 54/60 · 90 % since 2026-09-01\n');
  expect(text).toContain('New kinds of failure in the last 20 traces: 0; reading more');
  expect(text).toContain('**the looking session is overdue: the last was 20 days ago**');
  expect(text).toContain('2 judges waiting to become code');
});

test('the first session says that it is the first', () => {
  expect(body({ facts: facts({ since: undefined }) })).toContain('This is the first session.');
});

test.each(Object.entries(hostile))('text of others stays text: %s', (_name, value) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const told = (foreign: string) =>
    body({
      turn: foreign,
      sample: [{ trace: foreign, pick: 'outlier', why: foreign }],
      facts: facts({
        loop: { ...facts().loop, modesWithoutEval: [{ mode: 'm', name: foreign, seen: 2 }] },
      }),
    });
  expect(skeleton(render(told(text)))).toBe(skeleton(render(told('plain'))));
});
