import { describe, expect, test } from 'vitest';
import type { Sampled } from '../../../src/domain/looking.ts';
import { isOpinion, split } from '../../../src/look/page/opinions.ts';
import { pickShown, whyShown } from '../../../src/look/page/pick-shown.ts';

test.each([
  'score',
  'user_score',
  'feedback.comment',
  'annotation',
  'label',
  'human-verdict',
  'userRating',
  'note',
  'reviewer notes',
  'judge',
  'LLMJudge',
  'eval',
  'evaluation_result',
  'grade',
  'is_correct',
  'isCorrect',
  'thumbs_up',
  'thumbsUp',
  'score2',
])('%s is what others thought', (name) => {
  expect(isOpinion(name)).toBe(true);
});

test.each(['operating_system', 'generating_model', 'notebook_id', 'medieval', 'graded', 'channel'])(
  '%s is a fact',
  (name) => {
    expect(isOpinion(name)).toBe(false);
  },
);

test('what others thought is told apart at any depth, and nothing is lost', () => {
  const langfuse = { release: '1.4', scores: [{ name: 'kind', value: 0 }], empty: {} };
  expect(split({ channel: 'sms', langfuse, nested: { feedback: 'bad' } })).toEqual({
    facts: { channel: 'sms', langfuse: { release: '1.4', empty: {} } },
    opinions: { langfuse: { scores: [{ name: 'kind', value: 0 }] }, nested: { feedback: 'bad' } },
  });
});

describe('why a trace was picked', () => {
  const by = (pick: Sampled['pick'], why: string): Sampled => ({ trace: 't', pick, why });

  test.each([
    [by('mode', 'slot fires'), false, 'picked', undefined],
    [by('mode', 'slot fires'), true, 'mode: slot fires', 'slot fires'],
    [by('disagreement', 'judge and person disagree'), false, 'picked', undefined],
    [by('outlier', '9 tool calls'), false, 'outlier: 9 tool calls', '9 tool calls'],
    [by('random', 'older'), false, undefined, 'older'],
  ])('of %j, judged: %j, it says %j', (sampled, judged, pick, why) => {
    expect([pickShown(sampled, judged), whyShown(sampled, judged)]).toEqual([pick, why]);
  });
});
