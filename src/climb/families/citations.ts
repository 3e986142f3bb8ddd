import { linearRegExp } from '../../assertions/linear-regexp.ts';
import type { AssertionEntry } from '../../domain/assertion.ts';
import { either, listFamily } from '../family.ts';
import type { Sample } from '../sample.ts';

/** How answers cite a document; the first group is its id. */
const shapes: readonly string[] = [
  '\\[([A-Za-z0-9][A-Za-z0-9._/:#-]*)\\]',
  '\\[[A-Za-z]+[: ] ?([A-Za-z0-9][A-Za-z0-9._/#-]*)\\]',
  '\\((?:source|see|ref)[: ] ?([A-Za-z0-9][A-Za-z0-9._/:#-]*)\\)',
  '【([^】\\n]+)】',
];

const citedIn = (texts: readonly string[], pattern: string): Set<string> => {
  const compiled = linearRegExp(pattern);
  return new Set(texts.flatMap((text) => [...compiled.matchAll(text)].map(([, id]) => id ?? '')));
};

/** The corpora of which a shape cites something: of any other, it would only ever be wrong. */
const corporaCited = ({ texts, corpora }: Sample, pattern: string): string[] => {
  const cited = citedIn(texts, pattern);
  return [...corpora]
    .filter(([, ids]) => !cited.isDisjointFrom(ids))
    .map(([name]) => name)
    .toSorted();
};

const ofCorpus = (corpus: string, pattern: string): { assert: AssertionEntry[] }[] => {
  const exist = { type: 'citations-exist', corpus, pattern };
  const retrieved = { ...exist, retrieved: true };
  const cites = { type: 'regex', pattern };
  return [[exist], [retrieved], [cites, exist], [cites, retrieved]].map((assert) => ({ assert }));
};

/** Citations that must be there, must not be, must exist, or must have been retrieved. */
export const citations = listFamily('citations', (sample) =>
  shapes.flatMap((pattern) => [
    ...corporaCited(sample, pattern).flatMap((corpus) => ofCorpus(corpus, pattern)),
    either({ type: 'regex', pattern }),
  ]),
);
