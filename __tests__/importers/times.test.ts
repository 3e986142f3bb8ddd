import { expect, test } from 'vitest';
import { isoOf, momentOf } from '../../src/importers/times.ts';
import { readRecords } from './fixtures.ts';

test.each([
  ['2026-11-24 10:00:00.123456+00', '2026-11-24T10:00:00.123Z'],
  ['2026-11-24 10:00:00-05', '2026-11-24T15:00:00.000Z'],
  ['2026-11-24 10:00:00+0530', '2026-11-24T04:30:00.000Z'],
  ['2026-11-24T10:00:00+05:30', '2026-11-24T04:30:00.000Z'],
  ['2026-11-24', '2026-11-24T00:00:00.000Z'],
  ['24.11.2026', undefined],
  ['2026-13-24', undefined],
])('the time %s is %s', (text, iso) => {
  expect(isoOf(text)).toBe(iso);
});

test.each([
  ['1772442000000999999', '2026-03-02T09:00:00.000999999Z'],
  ['1772442000000999', '2026-03-02T09:00:00.000999000Z'],
  [1_772_442_000.25, '2026-03-02T09:00:00.250000000Z'],
  ['2026-03-02T09:00:00.000123+00:00', '2026-03-02T09:00:00.000123000Z'],
  ['2026-03-02', '2026-03-02T00:00:00.000000000Z'],
  ['soon', undefined],
])('the moment %s is %s', (value, moment) => {
  expect(momentOf(value)).toBe(moment);
});

const odd = 'last Tuesday';

test.each([
  ['chat', { messages: [{ role: 'user', content: 'q' }], timestamp: odd }, 'at'],
  ['openai', { request: { messages: 'q' }, response: { answer: 'a' }, timestamp: odd }, 'at'],
  [
    'langsmith',
    { id: 'r', run_type: 'llm', inputs: { input: 'q' }, start_time: odd },
    'start_time',
  ],
  ['braintrust', { span_id: 's', input: 'q', output: 'a', created: odd }, 'created'],
  [
    'weave',
    { id: 'w', trace_id: 't', op_name: 'o', inputs: { input: 'q' }, started_at: odd },
    'started_at',
  ],
  [
    'phoenix',
    {
      context: { trace_id: 't', span_id: 's' },
      attributes: { 'input.value': 'q' },
      start_time: odd,
    },
    'start_time',
  ],
  [
    'langfuse',
    {
      id: 'o',
      traceId: 't',
      parentObservationId: null,
      type: 'GENERATION',
      input: 'q',
      startTime: odd,
    },
    'startTime',
  ],
])('a time of %s that cannot be read is kept in the metadata and told', (format, record, key) => {
  const imported = readRecords(record);
  expect(imported.format).toBe(format);
  expect(imported.traces[0]?.at).toBeUndefined();
  expect(imported.traces[0]?.metadata?.[key]).toBe(odd);
  expect(imported.losses.map(({ what }) => what)).toContain(
    'the time "last Tuesday" cannot be read: it is kept in the metadata',
  );
});
