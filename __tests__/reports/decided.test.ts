import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/domain/report.ts';
import type { EvalRow, ModeRow } from '../../src/domain/row.ts';
import { renderComment } from '../../src/reports/comment.ts';
import { examples } from './examples.ts';
import { again, modeRow, options, report } from './report.ts';

const newlyFailing = (name: string, differs: Partial<EvalRow> = {}) =>
  modeRow(name, {
    verdict: 'regressed',
    detectableDrop: 0.1,
    newlyFailing: [{ case: 'c-1', critique: '', ...again('confirmed', '0/10', '10/10') }],
    ...differs,
  });

const commentOn = (rows: ModeRow[], differs: Partial<Omit<Report, 'decision' | 'loop'>> = {}) =>
  renderComment(
    report({ decision: { verdict: 'regressed', blocks: true, rows }, ...differs }),
    options,
  );

const reruns = { cases: 1, perSide: 4, confirmed: 1, cleared: 0, unresolved: 0 };
const once = newlyFailing('B', { newlyFailing: [{ case: 'c-2', critique: '' }] });

describe('how the gate decides', () => {
  test('tells of re-runs only where there were some, and how many at most', () => {
    expect(commentOn([newlyFailing('A')], { reruns })).toContain(
      'were run again, up to 4 times on this branch and 4 times on its base, and only those new runs count. A failure mode has regressed when',
    );
  });

  test('says that the first runs alone are weak where nothing could be run again', () => {
    const comment = commentOn([once]);
    expect(comment).toContain(
      'Nothing could be run again, so the first runs alone were compared: weak, and not proof against a provider that changed.',
    );
    expect(comment).not.toMatch(/were run again|only those new runs|re-run case|seen 4 times in 5/);
  });

  test('says so of some cases where others were run again', () => {
    expect(commentOn([newlyFailing('A'), once], { reruns })).toContain(
      'Where a case could not be run again, the first runs alone were compared: weak',
    );
  });

  test('where only deterministic cases changed nothing had to be run again', () => {
    const comment = commentOn([
      newlyFailing('A', {
        detectableDrop: undefined,
        newlyFailing: [{ case: 'c-1', critique: '' }],
      }),
    ]);
    expect(comment).toContain('No case had to be run again.');
    expect(comment).not.toContain('weak');
  });
});

describe('the way to accept', () => {
  const accept = (comment: string) => comment.match(/^\/failmode accept .*$/gm) ?? [];

  test('is a line each regressed failure mode', () => {
    const rows = [newlyFailing('A'), modeRow('B'), newlyFailing('C')];
    expect(accept(commentOn(rows, { acceptCode: '3f9a1c07b2d4' }))).toEqual([
      '/failmode accept a 3f9a1c07b2d4 <reason>',
      '/failmode accept c 3f9a1c07b2d4 <reason>',
    ]);
  });

  test('is not told where a result cannot be accepted', () => {
    expect(commentOn([newlyFailing('A')])).not.toContain('/failmode accept');
    const without = { ...examples['gate-changes']!, acceptCode: undefined };
    expect(renderComment(without, options)).not.toContain('/failmode accept');
  });

  test('is one line for all changes of the gate, gone once they are accepted', () => {
    expect(accept(renderComment(examples['gate-changes']!, options))).toEqual([
      '/failmode accept gate 3f9a1c07b2d4 <reason>',
    ]);
    expect(accept(renderComment(examples['gate-changes-accepted']!, options))).toEqual([]);
  });

  test('of many failure modes five are written out', () => {
    const rows = Array.from({ length: 9 }, (_, index) => newlyFailing(`A ${index}`));
    const comment = commentOn(rows, { acceptCode: '3f9a1c07b2d4' });
    expect(accept(comment)).toHaveLength(5);
    expect(comment).toContain('and 4 more, each with the id of its failure mode.');
  });
});
