import type { TraceMessage } from '../domain/trace.ts';
import type { Fields, Tell } from './importer.ts';
import { fieldsOf, first, isFields, listOf, parsed, present } from './json.ts';
import { readMessages } from './messages.ts';
import { isSame, isStart } from './same.ts';
import { besides, isMessage, tellBesides } from './shape.ts';

const under = (value: unknown, key: string): unknown => fieldsOf(value)[key];

const plain = ['output', 'output_text', 'answer', 'response', 'text', 'result'];

/** The one text or structure that is said, where nothing else is said beside it. */
const plainIn = (value: Fields): unknown => {
  const key = plain.find((name) => first(value[name]) !== undefined);
  if (key === undefined) return value;
  const { [key]: found, ...around } = value;
  const isVendors = typeof value['object'] === 'string';
  return isVendors || besides(around).length === 0 ? found : value;
};

/** The message of a choice, with the reason for its end, which stands beside it. */
const messageIn = (choice: unknown): unknown => {
  const message = under(choice, 'message');
  const reason = under(choice, 'finish_reason');
  return isFields(message) ? { ...present({ finish_reason: reason }), ...message } : message;
};

/** The part of a response that is said: chat completions, Responses, LangChain's generations. */
const saidIn = (value: unknown, tell: Tell): unknown => {
  if (!isFields(value)) return value;
  const [choice, ...choices] = listOf(value['choices']);
  const [generation, ...generations] = listOf(value['generations']).flat();
  const others = choices.length + generations.length;
  if (others > 0) tell(`of ${others + 1} answers to one question the first is taken`);
  const known = first(
    messageIn(choice),
    under(choice, 'text'),
    under(generation, 'message'),
    under(generation, 'text'),
  );
  if (known !== undefined) {
    if (typeof value['object'] !== 'string') tellBesides(value, tell);
    return known;
  }
  return isMessage(value) || Array.isArray(value['messages']) ? value : plainIn(value);
};

/** The messages with which a model or an application answers, in any vendor's spelling. */
export const readAnswer = (raw: unknown, tell: Tell): TraceMessage[] => {
  const value = parsed(raw);
  if (isFields(value) && Object.keys(value).length === 0) return [];
  return readMessages(saidIn(value, tell), 'assistant', tell);
};

const said = ({ role, content, tool_calls }: TraceMessage) => [role, content, tool_calls];

const isSaidIn = (messages: readonly TraceMessage[], answered: readonly TraceMessage[]): boolean =>
  isSame(messages.slice(-answered.length).map(said), answered.map(said));

/** What was asked and the answer to it; some logs have the whole conversation on either side. */
export const withAnswer = (asked: TraceMessage[], answered: TraceMessage[]): TraceMessage[] => {
  if (answered.length === 0 || isSaidIn(asked, answered)) return asked;
  const isWhole = asked.length > 0 && isStart(asked, answered, (message) => message);
  return isWhole ? answered : [...asked, ...answered];
};
