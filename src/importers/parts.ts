import type { TraceCall } from '../domain/trace.ts';
import { readCall } from './calls.ts';
import type { Fields, Tell } from './importer.ts';
import { fieldsOf, first, isFields, listOf, parsed, present, textOf } from './json.ts';

type Result = { id?: string; name?: string; content: unknown };

/** The content of a message, taken apart. */
export type Content = {
  texts: string[];
  reasoning: string[];
  calls: TraceCall[];
  results: Result[];
  /** Of its texts: what they cite, say. */
  annotations: unknown[];
};

type ReadPart = (part: Fields, into: Content, tell: Tell, type: string) => void;

const readText: ReadPart = (part, into) => {
  const text = first(part['text'], part['content'], part['refusal']);
  into.annotations.push(...listOf(part['annotations']));
  // OpenAI's assistants write {text: {value}}.
  into.texts.push(
    isFields(text) ? (textOf(text['value']) ?? JSON.stringify(text)) : (textOf(text) ?? ''),
  );
};

const readReasoning: ReadPart = (part, into) => {
  const text = first(part['content'], part['text'], part['thinking'], part['reasoning']);
  const inner = listOf(text ?? part['summary']).map(
    (item) => textOf(item) ?? textOf(fieldsOf(item)['text']),
  );
  into.reasoning.push(...inner.filter((item) => item !== undefined));
};

const asText: ReadPart = (part, into, tell, type) => {
  tell(`a part of the unknown type ${JSON.stringify(type)} is kept as JSON`);
  into.texts.push(JSON.stringify(part));
};

const readCallPart: ReadPart = (part, into, tell, type) => {
  const call = readCall(part);
  if (call === undefined) asText(part, into, tell, type);
  else into.calls.push(call);
};

/** Vercel's {type: 'text'|'json', value}, lists of text parts, or whatever the tool gave. */
const resultOf = (value: unknown): unknown => {
  const given = parsed(value);
  if (isFields(given) && typeof given['type'] === 'string' && 'value' in given)
    return given['value'];
  const texts = Array.isArray(given) ? given.map((item) => textOf(fieldsOf(item)['text'])) : [];
  return texts.length > 0 && texts.every((text) => text !== undefined) ? texts.join('\n') : given;
};

const readResult: ReadPart = (part, into) => {
  const content = first(part['response'], part['result'], part['output'], part['content']);
  into.results.push(
    present({
      id: textOf(
        first(
          part['call_id'],
          part['toolCallId'],
          part['tool_use_id'],
          part['tool_call_id'],
          part['id'],
        ),
      ),
      name: textOf(first(part['toolName'], part['name'])),
      content: resultOf(content) ?? '',
    }),
  );
};

const leaveOut: ReadPart = (part, into, tell, type) => {
  const noun = textOf(part['modality']) ?? type.replace(/^input_|_url$/g, '');
  tell(`content that is no text is left out: ${JSON.stringify(noun)}`);
  into.texts.push(`[${noun}]`);
};

const readers: [types: string[], read: ReadPart][] = [
  [['', 'text', 'input_text', 'output_text', 'refusal'], readText],
  [['reasoning', 'thinking', 'summary_text'], readReasoning],
  [['tool_call', 'tool-call', 'tool_use', 'server_tool_call', 'server_tool_use'], readCallPart],
  [['tool_call_response', 'tool-result', 'tool_result', 'server_tool_call_response'], readResult],
  [['image', 'image_url', 'input_image', 'audio', 'input_audio', 'video'], leaveOut],
  [['file', 'input_file', 'blob', 'uri', 'document'], leaveOut],
];

const readerOf = new Map(
  readers.flatMap(([types, read]) => types.map((type) => [type, read] as const)),
);

/** OpenInference wraps each part in `message_content`. */
const readPart = (raw: unknown, into: Content, tell: Tell): void => {
  if (!isFields(raw)) {
    into.texts.push(typeof raw === 'string' ? raw : JSON.stringify(raw ?? ''));
    return;
  }
  const part = isFields(raw['message_content']) ? raw['message_content'] : raw;
  const type = textOf(part['type']) ?? '';
  const isPlain = type !== '' || typeof first(part['text'], part['content']) === 'string';
  (isPlain ? (readerOf.get(type) ?? asText) : asText)(part, into, tell, type);
};

const isPart = (item: unknown): boolean => isFields(item) && readerOf.has(String(item['type']));

/** Whether a value is a list of parts of content, not some other structure. */
export const areParts = (value: unknown): value is unknown[] =>
  Array.isArray(value) && value.length > 0 && value.every(isPart);

/** A list of parts that some exporter wrote as JSON; not an answer that is JSON. */
const partsInText = (text: string): unknown[] | undefined => {
  const value = /^\s*\[\s*\{/.test(text) ? parsed(text) : undefined;
  return areParts(value) ? value : undefined;
};

/** Takes content apart, whatever its vendor makes of it: a text, parts, one part, nothing. */
export const readContent = (content: unknown, tell: Tell): Content => {
  const into: Content = { texts: [], reasoning: [], calls: [], results: [], annotations: [] };
  const list = typeof content === 'string' ? (partsInText(content) ?? [content]) : listOf(content);
  for (const part of list) readPart(part, into, tell);
  return into;
};
