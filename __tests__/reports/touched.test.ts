import { describe, expect, test } from 'vitest';
import type { Touch } from '../../src/domain/touched.ts';
import { spoken } from '../../src/reports/words/phrase.ts';
import { touchedLines } from '../../src/reports/words/touched.ts';
import { terminalVoice } from '../../src/reports/words/voices.ts';

const touch = (kind: Touch['kind'], path: string, differs: Partial<Touch> = {}): Touch => ({
  kind,
  path,
  change: 'changed',
  moves: [],
  ...differs,
});

describe('what was touched', () => {
  test.each<[string, Touch[], string]>([
    ['a prompt', [touch('prompts', 'a.md')], 'prompt a.md'],
    ['a new prompt', [touch('prompts', 'a.md', { change: 'added' })], 'prompt a.md (added)'],
    [
      'a model',
      [touch('models', 'm.yml', { moves: [{ setting: 'app.model', from: 'x', to: 'y' }] })],
      'model x → y',
    ],
    [
      'a parameter',
      [
        touch('models', 'm.yml', {
          moves: [{ setting: 'params.top_p', from: undefined, to: '1' }],
        }),
      ],
      'model setting params.top_p set to 1',
    ],
    [
      'a price gone',
      [touch('models', 'm.yml', { moves: [{ setting: 'price', from: '2', to: undefined }] })],
      'model setting price 2 removed',
    ],
    [
      'an index',
      [touch('retrieval', 'i.json', { moves: [{ setting: 'version', from: '1', to: '2' }] })],
      'index version 1 → 2',
    ],
    [
      'an index outside Git',
      [
        touch('index', 'leasing', {
          moves: [{ setting: 'fingerprint', from: 'a'.repeat(64), to: 'b'.repeat(64) }],
        }),
      ],
      'index outside Git aaaaaaaaaaaa → bbbbbbbbbbbb',
    ],
    [
      'much code',
      ['1', '2', '3', '4', '5'].map((path) => touch('code', path)),
      'code 1 · code 2 · code 3 · 2 more code files',
    ],
    [
      'kinds in the order in which a reader asks',
      [touch('evals', 'e.yml'), touch('prompts', 'p.md')],
      'prompt p.md · evals e.yml',
    ],
  ])('tells %s', (_, touches, words) => {
    const lines = touchedLines([{ target: 'leasing', touches }]);
    expect(lines.map((line) => spoken(line, terminalVoice))).toEqual([words]);
  });

  test('names the targets only where they differ', () => {
    const lines = (other: Touch[]) =>
      touchedLines([
        { target: 'one', touches: [touch('prompts', 'a.md')] },
        { target: 'two', touches: other },
      ]).map((line) => spoken(line, terminalVoice));
    expect(lines([touch('prompts', 'a.md')])).toEqual(['prompt a.md']);
    expect(lines([touch('prompts', 'b.md')])).toEqual(['one: prompt a.md', 'two: prompt b.md']);
  });
});
