import { isNode } from 'yaml';
import { endOf } from './mode-evals.ts';
import { fieldsOf, firstThat, pairOf, parsed, replaced } from './mode-text.ts';

/** A line of its own below the definition. */
const below = (text: string, definition: unknown): string | undefined => {
  if (!isNode(definition)) return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const end = endOf(text, definition);
  const head = text.slice(0, end).replace(/\r$/, '');
  return `${head}${eol}opinion: true${eol}${text.slice(end + 1)}`;
};

/** The file that says it is an opinion, and every other byte of it as it was. */
export const withOpinion = (text: string): string => {
  const fields = fieldsOf(text);
  const document = parsed(text);
  const own = pairOf(document, 'opinion')?.value?.range;
  return firstThat({ ...fields, opinion: true }, [
    () => own && replaced(text, own, 'true'),
    () => below(text, pairOf(document, 'definition')?.value),
    () => {
      document.set('opinion', true);
      return document.toString({ lineWidth: 0 });
    },
  ]);
};
