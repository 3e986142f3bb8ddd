import type { RE2JS } from 're2js';
import * as z from 'zod';
import { broken, holds, type Subject } from '../../domain/assertion.ts';
import { defineAssertion, refusalsOf, type Refusal } from '../define.ts';
import { linearRegExp } from '../linear-regexp.ts';
import { counted, cut, listed } from '../quote.ts';

type Citation = { id: string; text: string };

const citationsIn = (text: string, pattern: RE2JS): Citation[] => {
  const found = new Map<string, Citation>();
  for (const match of pattern.matchAll(text)) {
    const id = match[1];
    if (id !== undefined && !found.has(id)) found.set(id, { id, text: match[0] });
  }
  return [...found.values()];
};

const groupless: Refusal = {
  what: 'the pattern has no group, so that it says no id',
  mend: 'put the id in parentheses, such as \\[kb:([a-z0-9-]+)\\]',
  key: 'pattern',
};

/** `cites [kb:pet-fees], which is`: the beginning of what is said of citations that are not known. */
const citesUnknown = (citations: Citation[], ids: ReadonlySet<string>): string | undefined => {
  const unknown = citations.filter(({ id }) => !ids.has(id)).map(({ text }) => cut(text));
  if (unknown.length === 0) return undefined;
  return `cites ${listed(unknown)}, which ${unknown.length === 1 ? 'is' : 'are'}`;
};

const retrievedIds = ({ output }: Subject): Set<string> =>
  new Set(output.documents?.map(({ id }) => id));

const notRetrieved = (cites: string, retrieved: ReadonlySet<string>): string =>
  `${cites} not among the ${counted(retrieved.size, 'document')} retrieved for this case`;

export const citationsExist = defineAssertion({
  type: 'citations-exist',
  group: 'retrieval',
  summary:
    'Every document it cites is in the corpus, or even among those retrieved for the case. It holds where nothing is cited',
  keys: {
    corpus: z.string().min(1).describe('A name from `corpora` of failmode.yml'),
    pattern: z.string().min(1).describe('A regular expression (RE2) whose first group is the id'),
    retrieved: z
      .boolean()
      .optional()
      .describe('True: the document must be among those retrieved for this case'),
  },
  corpus: 'corpus',
  refuse: ({ pattern }) => {
    const refusals = refusalsOf(() => linearRegExp(pattern));
    return refusals.length === 0 && linearRegExp(pattern).groupCount() === 0
      ? [groupless]
      : refusals;
  },
  prepare: async ({ corpus, pattern, retrieved }, resources) => {
    const compiled = linearRegExp(pattern);
    const ids = await resources.corpus(corpus);
    return (subject) => {
      const citations = citationsIn(subject.text, compiled);
      const invented = citesUnknown(citations, ids);
      if (invented !== undefined) return broken(`${invented} not in corpus ${corpus}`);
      if (retrieved !== true) return holds;
      const given = retrievedIds(subject);
      const unread = citesUnknown(citations, given);
      return unread === undefined ? holds : broken(notRetrieved(unread, given));
    };
  },
});
