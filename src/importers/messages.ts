import type { TraceCall, TraceMessage } from '../domain/trace.ts';
import { callsOf, readCall } from './calls.ts';
import type { Fields, Tell } from './importer.ts';
import { readItem } from './items.ts';
import { fieldsOf, first, isFields, listOf, parsed, present, textOf } from './json.ts';
import { areParts, readContent, type Content } from './parts.ts';
import { knownRole } from './roles.ts';
import { innerMessage, isMessage, keptOf, roleName, tellBesides } from './shape.ts';

/** The message itself, out of its wrap; what stands beside it there is told. */
const unwrapMessage = (raw: Fields, tell: Tell): Fields => {
  const inner = innerMessage(raw);
  if (inner === undefined) {
    tellBesides(raw, tell);
    return raw;
  }
  const { kwargs: _kwargs, data: _data, ...around } = raw;
  tellBesides(around, tell);
  const className = Array.isArray(raw['id']) ? textOf(raw['id'].at(-1)) : undefined;
  const role = first(inner['role'], raw['role'], inner['type'], raw['type'], className);
  return { ...inner, role };
};

const roleOf = (message: Fields, fallback: string, tell: Tell): string => {
  const name = roleName(message);
  if (name === undefined) {
    tell(`a message without a role is taken for the ${fallback}'s`);
    return fallback;
  }
  const role = knownRole(name);
  if (role === undefined) tell(`the unknown role ${JSON.stringify(name)} is kept`);
  return role ?? name;
};

/** The calls of a message; what is said of one that names no tool is told. */
const readCalls = (message: Fields, tell: Tell): TraceCall[] =>
  callsOf(message).flatMap((raw) => {
    const call = readCall(raw);
    if (call === undefined) tell('a tool call without a name is left out');
    return call ?? [];
  });

/** LangChain has each call both as a part and in `tool_calls`. */
const allCalls = (own: readonly TraceCall[], inParts: readonly TraceCall[]): TraceCall[] => {
  const ids = new Set(own.map(({ id }) => id));
  return [...own, ...inParts.filter(({ id }) => id === undefined || !ids.has(id))];
};

const resultMessages = ({ results }: Content): TraceMessage[] =>
  results.map(({ id, name, content }) =>
    present({ role: 'tool', content, tool_call_id: id, name }),
  );

const textMessage = (
  role: string,
  message: Fields,
  content: Content,
  tell: Tell,
): TraceMessage[] => {
  const calls = allCalls(readCalls(message, tell), content.calls);
  const reasoning = content.reasoning.join('\n') || textOf(message['reasoning_content']);
  if (isFields(message['audio'])) tell('content that is no text is left out: "audio"');
  const isBare = content.texts.length === 0 && calls.length === 0 && content.results.length > 0;
  if (isBare) return [];
  const id = first(message['tool_call_id'], message['toolCallId'], message['id']);
  return [
    present({
      role,
      content: content.texts.join('\n'),
      name: textOf(message['name']),
      reasoning,
      tool_calls: calls.length === 0 ? undefined : calls,
      tool_call_id: role === 'tool' ? textOf(id) : undefined,
      annotations: content.annotations.length === 0 ? undefined : content.annotations,
      ...keptOf(message),
    }),
  ];
};

const transcriptOf = (message: Fields): unknown => fieldsOf(message['audio'])['transcript'];

const knownContent = (message: Fields): unknown =>
  first(
    message['content'],
    message['refusal'],
    transcriptOf(message),
    message['parts'],
    message['contents'],
    message['value'],
    message['text'],
  );

/** Input of an application that is no message: its only text, or all of it as JSON. */
const textOfFields = (raw: Fields): string => {
  const values = Object.values(raw);
  const [only] = values;
  return values.length === 1 && typeof only === 'string' ? only : JSON.stringify(raw);
};

/** A turn that is a call, as LLaMA-Factory has it: `{from: 'function_call', value: '{"name": ...}'}`. */
const calledIn = (raw: Fields): TraceMessage[] | undefined => {
  if (raw['from'] !== 'function_call') return undefined;
  const calls = listOf(parsed(raw['value'])).map(readCall);
  const made = calls.filter((call) => call !== undefined);
  return made.length > 0 && made.length === calls.length
    ? [{ role: 'assistant', content: '', tool_calls: made }]
    : [{ role: 'assistant', content: textOf(raw['value']) ?? '' }];
};

const readMessage = (raw: unknown, fallback: string, tell: Tell): TraceMessage[] => {
  if (typeof raw === 'string') return [{ role: fallback, content: raw }];
  if (!isFields(raw)) {
    tell('a message that is no object is left out');
    return [];
  }
  const item = raw['role'] === undefined ? readItem(raw) : undefined;
  if (item !== undefined) return item;
  const called = calledIn(raw);
  if (called !== undefined) return called;
  if (!isMessage(raw)) return [{ role: fallback, content: textOfFields(raw) }];
  const message = unwrapMessage(raw, tell);
  const role = roleOf(message, fallback, tell);
  // What a tool gives back is often structured: it stays so.
  const given = knownContent(message);
  const isResult = role === 'tool' && typeof given === 'object' && !areParts(given);
  const content = readContent(isResult ? JSON.stringify(given) : given, tell);
  return [...textMessage(role, message, content, tell), ...resultMessages(content)];
};

const listed = (value: unknown, tell: Tell): unknown[] => {
  if (isFields(value)) {
    if (!Array.isArray(value['messages'])) return [value];
    tellBesides(value, tell);
    return value['messages'];
  }
  // The parts of one message, without it.
  if (areParts(value)) return [{ content: value }];
  return listOf(value).flatMap((item: unknown) =>
    Array.isArray(item) ? (item as unknown[]) : [item],
  );
};

/** Pairs as LangChain writes them: ["human", "Hello"]. */
const isPair = (value: unknown): value is [string, string] =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every((item) => typeof item === 'string') &&
  knownRole(String(value[0])) !== undefined;

const fromPair = (value: unknown): unknown =>
  isPair(value) ? { role: value[0], content: value[1] } : value;

/**
 * The messages of a conversation in any vendor's spelling: a list, a list in a list, JSON in a text,
 * or a plain text, which is what `fallback` says.
 */
export const readMessages = (raw: unknown, fallback: string, tell: Tell): TraceMessage[] => {
  const value = parsed(raw);
  const pairs = Array.isArray(value) ? value.map(fromPair) : value;
  return listed(pairs, tell).flatMap((message) => readMessage(parsed(message), fallback, tell));
};
