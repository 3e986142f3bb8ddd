import { describe, expect, test } from 'vitest';
import type { Sampled } from '../../../src/domain/looking.ts';
import { isOpinion } from '../../../src/look/page/opinions.ts';
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
