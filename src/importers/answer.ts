import type { TraceMessage } from '../domain/trace.ts';
import type { Tell } from './importer.ts';
import { fieldsOf, first, isFields, listOf, parsed } from './json.ts';
import { readMessages } from './messages.ts';

const under = (value: unknown, key: string): unknown => fieldsOf(value)[key];

/** The part of a response that is said: chat completions, Responses, LangChain's generations. */
const saidIn = (value: unknown): unknown => {
  if (!isFields(value)) return value;
  const choice =
    under(listOf(value['choices'])[0], 'message') ?? under(listOf(value['choices'])[0], 'text');
  const [generation] = listOf(value['generations']).flat();
  const generated = first(under(generation, 'message'), under(generation, 'text'));
  const known = first(choice, generated, value['messages'], value['message']);
  if (known !== undefined) return known;
  const isMessage = 'role' in value || 'kwargs' in value || 'content' in value;
  const plain = ['output', 'output_text', 'answer', 'response', 'text', 'result'];
  return isMessage ? value : (first(...plain.map((key) => value[key])) ?? value);
};

/** The messages with which a model or an application answers, in any vendor's spelling. */
export const readAnswer = (raw: unknown, tell: Tell): TraceMessage[] => {
  const value = parsed(raw);
  if (isFields(value) && Object.keys(value).length === 0) return [];
  return readMessages(saidIn(value), 'assistant', tell);
};
