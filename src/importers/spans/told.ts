import type { Tell } from '../importer.ts';
import { present } from '../json.ts';
import { aiSdk } from './ai-sdk.ts';
import { genAi } from './gen-ai.ts';
import { openInference } from './openinference.ts';
import { together, type Span } from './span.ts';
import type { Told, Vocabulary } from './vocabulary.ts';

/** In the order in which their word counts: many SDKs speak two at once. */
const vocabularies: readonly Vocabulary[] = [genAi, openInference, aiSdk];

const hasMessages = ({ input = [], output = [] }: Partial<Span>): boolean =>
  input.length + output.length > 0;

/** All that is told of a span, in whichever vocabularies; the messages are those of the first. */
export const understand = (told: Told, own: Pick<Span, 'trace' | 'id'>, tell: Tell): Span => {
  let span: Span = { ...own, kind: 'other' };
  for (const vocabulary of vocabularies) {
    const read = present(vocabulary(told, tell));
    const messages = hasMessages(span) ? { input: [], output: [] } : {};
    span = together(span, { ...own, kind: 'other', ...read, ...messages });
  }
  return span;
};
