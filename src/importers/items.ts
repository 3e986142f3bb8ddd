import type { TraceMessage } from '../domain/trace.ts';
import { readCall } from './calls.ts';
import type { Fields } from './importer.ts';
import { fieldsOf, first, listOf, parsed, present, rest, textOf } from './json.ts';

/** An item of OpenAI's Responses that is no message: what it becomes. */
type ReadItem = (item: Fields, type: string) => TraceMessage[];

const call: ReadItem = (item) => {
  const made = readCall(item);
  return made === undefined ? [] : [{ role: 'assistant', content: '', tool_calls: [made] }];
};

const result: ReadItem = (item) => [
  present({
    role: 'tool',
    content: parsed(item['output']) ?? '',
    tool_call_id: textOf(item['call_id']),
  }),
];

const reasoning: ReadItem = (item) => {
  const parts = listOf(first(item['summary'], item['content']));
  const text = parts.map((part) => textOf(fieldsOf(part)['text']) ?? '').join('\n');
  return text === '' ? [] : [{ role: 'assistant', content: '', reasoning: text }];
};

/** A tool that the vendor runs itself: a call of that name, with all that is said of it. */
const hosted: ReadItem = (item, type) => {
  const named = readCall(item);
  const fields = rest(item, new Set(['type', 'id', 'status', 'results', 'output']));
  const made = present({
    id: textOf(item['id']),
    name: named?.name ?? type.replace(/_call$/, ''),
    arguments: named?.arguments ?? fields,
    result: first(item['output'], item['results'], item['status']),
  });
  return [{ role: 'assistant', content: '', tool_calls: [made] }];
};

const readers: [type: RegExp, read: ReadItem][] = [
  [/^(?:function|custom_tool)_call$/, call],
  [/^\w+_call_output$/, result],
  [/^reasoning$/, reasoning],
  [/^\w+_call$/, hosted],
];

/** What such an item becomes; undefined where it is a message. */
export const readItem = (item: Fields): TraceMessage[] | undefined => {
  const type = textOf(item['type']) ?? '';
  const read = type === 'tool_call' ? undefined : readers.find(([named]) => named.test(type))?.[1];
  return read?.(item, type);
};
