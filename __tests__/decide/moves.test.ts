import { expect, test } from 'vitest';
import { movesInFile } from '../../src/decide/moves.ts';

test.each([
  [
    'a model config',
    'model: a\ntemperature: 0.2',
    'model: b\ntemperature: 0.2',
    [['model', 'a', 'b']],
  ],
  ['a setting that is new', '{"a":1}', '{"a":1,"b":{"c":2}}', [['b', undefined, '{"c":2}']]],
  [
    'a list of documents, by its count',
    '{"version":"1","documents":[{"id":"a"},{"id":"b"}]}',
    '{"version":"2","documents":[{"id":"a"}]}',
    [
      ['version', '1', '2'],
      ['documents (count)', '2', '1'],
    ],
  ],
  [
    'documents that were changed in place',
    '{"documents":[{"id":"a","sha":"1"}]}',
    '{"documents":[{"id":"a","sha":"2"}]}',
    [['documents', undefined, '1 of 1 changed']],
  ],
  [
    'a Git LFS pointer',
    'version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 1\n',
    'version https://git-lfs.github.com/spec/v1\noid sha256:bb\nsize 1\n',
    [['oid', 'sha256:aa', 'sha256:bb']],
  ],
  ['a prompt, which has no settings', 'You are kind.', 'You are brief.', []],
  ['a YAML bomb, which is not unfolded', 'a: &a [1]\nb: *a', 'a: 1', []],
])('says what moved in %s', (_name, before, after, moves) => {
  expect(movesInFile(before, after).map(({ setting, from, to }) => [setting, from, to])).toEqual(
    moves,
  );
});
