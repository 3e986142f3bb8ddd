import type { Verdict } from '../domain/verdict.ts';
import { lacksContent } from './floor.ts';
import type { JudgeItem } from './question.ts';
import { speaksToJudge } from './screen.ts';
import { writtenBy } from './written.ts';

/** The verdict on an output that no judge is asked about; undefined: it is to be asked. */
export const unaskedVerdict = (item: JudgeItem): Verdict | undefined => {
  if (lacksContent(item)) {
    return { verdict: 'fail', critique: 'the output has no substantive content' };
  }
  const what = speaksToJudge(writtenBy(item));
  if (what === undefined) return undefined;
  const reason = `a person must judge it: the output speaks to its judge (${what})`;
  return { verdict: 'error', reason };
};
