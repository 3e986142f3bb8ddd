import { describe, expect, test } from 'vitest';
import { loadCorpus } from '../../src/definitions/corpus.ts';
import { Unusable } from '../../src/domain/assertion.ts';
import { filesOf } from './files.ts';

const load = (text: string, ids: string, file = 'index.json') =>
  loadCorpus(filesOf({ [file]: text }), { file, ids });

test.each([
  ['{"documents":[{"id":"a"},{"id":"b"},{"id":"a"}]}', '$.documents[*].id', 'index.json'],
  ['["a","b"]', '$[*]', 'index.json'],
  ['docs:\n  - { id: a }\n  - { id: b }\n', '$.docs[*].id', 'index.yml'],
])('the ids of %j by %s', async (text, ids, file) => {
  expect([...(await load(text, ids, file))]).toEqual(['a', 'b']);
});

test('ids that are numbers are taken as they are cited: as text', async () => {
  expect([...(await load('[1,22]', '$[*]'))]).toEqual(['1', '22']);
});

describe('what is no corpus says which of its keys to mend', () => {
  test.each([
    ['none', '$', 'file', 'index.json cannot be read'],
    ['[]', '$[', 'ids', 'is not a JSONPath'],
    ['[]', '$[*]', 'ids', 'the path selects nothing in `index.json`'],
    ['[null]', '$[*]', 'ids', 'in `index.json` the path selects null, which is no id'],
    ['[{"id":"a"}]', '$[*]', 'ids', 'in `index.json` the path selects a mapping, which is no id'],
  ])('%j by %s', async (text, ids, key, what) => {
    const refusal = await load(text, ids).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Unusable);
    expect(refusal).toMatchObject({ key, message: expect.stringContaining(what) });
  });

  test('a file that is not there', async () => {
    const refusal = loadCorpus(filesOf({}), { file: 'index.json', ids: '$' });
    await expect(refusal).rejects.toMatchObject({ key: 'file' });
  });
});
