import type { Fields, Tell } from './importer.ts';
import { first, isFields, listOf, textOf } from './json.ts';
import { knownRole } from './roles.ts';

const words = (...lines: string[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => line.split(' ')));

const contentKeys = ['content', 'parts', 'contents', 'value', 'text', 'tool_calls', 'toolCalls'];
/** Those that say alone, without a role, that an object is a message. */
const strongKeys = ['content', 'parts', 'contents', 'tool_calls'];

/** What vendors put into a message and around one; nothing of what was said. */
const frame = words(
  'role from type speaker author content parts contents value text tool_calls toolCalls',
  'function_call tool_call_id toolCallId call_id id name refusal reasoning_content reasoning',
  'annotations audio additional_kwargs response_metadata usage_metadata invalid_tool_calls',
  'example kwargs lc index finish_reason finishReason stop_reason stop_sequence logprobs status',
  'timestamp created created_at createdAt weight metadata model usage object system_fingerprint',
  'service_tier provider message messages choices generations llm_output run error latency_ms',
  'temperature top_p max_tokens max_completion_tokens stream tools tool_choice seed stop n',
  'response_format parallel_tool_calls user output output_text request_id x_groq',
);

const isFrame = (key: string): boolean => frame.has(key) || /^gen_ai\.|^event\./.test(key);

const says = (value: unknown): boolean =>
  first(value) !== undefined &&
  !(isFields(value) && Object.keys(value).length === 0) &&
  !(Array.isArray(value) && value.length === 0);

/** What an object holds beside what messages and responses have. */
export const besides = (fields: Fields): string[] =>
  Object.keys(fields).filter((key) => !isFrame(key) && says(fields[key]));

/** Tells what is left out with the object that only wraps the one that is taken. */
export const tellBesides = (fields: Fields, tell: Tell): void => {
  for (const key of besides(fields))
    tell(`what stands beside a message is left out: ${JSON.stringify(key.slice(0, 60))}`);
};

/** The name of the role that a message gives; a type only where it is that of a role. */
export const roleName = (message: Fields): string | undefined => {
  const type = textOf(message['type']);
  return textOf(
    first(
      message['role'],
      message['from'],
      type === undefined || knownRole(type) === undefined ? undefined : type,
      message['speaker'],
      message['author'],
    ),
  );
};

const isOddType = (raw: Fields): boolean => {
  const type = textOf(raw['type']);
  return type !== undefined && roleName(raw) === undefined && type !== 'message';
};

/** The message in what LangChain, OpenInference and others wrap it in. */
export const innerMessage = (raw: Fields): Fields | undefined => {
  const { kwargs, message, data } = raw;
  if (isFields(kwargs)) return kwargs;
  if (isFields(message)) return isMessage(message) ? message : undefined;
  const isTyped = knownRole(textOf(raw['type']) ?? '') !== undefined;
  return isTyped && isFields(data) && 'content' in data ? data : undefined;
};

/** Whether an object is a message, not an answer that has fields of the same names. */
export const isMessage = (raw: Fields): boolean => {
  if (innerMessage(raw) !== undefined) return true;
  const role = roleName(raw);
  const isKnown = role !== undefined && knownRole(role) !== undefined;
  if (isKnown && contentKeys.some((key) => key in raw)) return true;
  if (besides(raw).length > 0 || isOddType(raw)) return false;
  return 'role' in raw || listOf(role).length > 0 || strongKeys.some((key) => key in raw);
};

/** What is kept of a message beside what it says, under its own name. */
const keptKeys = [
  'annotations metadata error finish_reason stop_reason timestamp created_at createdAt',
].flatMap((names) => names.split(' '));

export const keptOf = (message: Fields): Fields =>
  Object.fromEntries(
    keptKeys.filter((key) => says(message[key])).map((key) => [key, message[key]]),
  );
