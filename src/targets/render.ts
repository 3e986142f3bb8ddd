import type { Case } from '../domain/case.ts';
import type { ChatMessage } from '../domain/model-call.ts';

/** A prompt as its file has it, before any case's input. */
export type Prompt = {
  /** Where it came from, for messages. */
  file: string;
  messages: ChatMessage[];
  /** Parameters of the model that the file sets, as the endpoint names them. */
  parameters: Record<string, unknown>;
};

export type Rendered =
  | { kind: 'messages'; messages: ChatMessage[] }
  | { kind: 'error'; reason: string };

const variable = /\{\{\s*([\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*)\s*\}\}/gu;

/** The names of the variables in a text. */
const variablesOf = (text: string): string[] =>
  [...text.matchAll(variable)].map((match) => match[1] ?? '');

const ownValue = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;

const lookUp = (scope: unknown, path: string): unknown => path.split('.').reduce(ownValue, scope);

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** One pass: braces inside a value are text. */
const fill = (text: string, scope: unknown): string =>
  text.replace(variable, (_, path: string) => asText(lookUp(scope, path)));

const roles = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function']);

const isMessage = (value: unknown): value is ChatMessage =>
  typeof value === 'object' &&
  value !== null &&
  'role' in value &&
  typeof value.role === 'string' &&
  roles.has(value.role);

/** What follows the prompt's own messages: the conversation, or an input that no text has used. */
const following = (prompt: Prompt, input: Case['input'], used: readonly string[]): Rendered => {
  const inUse = (name: string) => used.some((path) => path === name || path.startsWith(`${name}.`));
  const conversation = typeof input === 'string' ? undefined : input['messages'];
  if (Array.isArray(conversation) && !inUse('messages')) {
    return conversation.every(isMessage)
      ? { kind: 'messages', messages: conversation }
      : { kind: 'error', reason: '`input.messages` is not a list of {role, content}' };
  }
  const asked = used.length > 0 || prompt.messages.some(({ role }) => role === 'user');
  return { kind: 'messages', messages: asked ? [] : [{ role: 'user', content: asText(input) }] };
};

/** The messages for one input. A variable that the input does not have is an error. */
export const renderPrompt = (prompt: Prompt, input: Case['input']): Rendered => {
  const scope = typeof input === 'string' ? { input } : input;
  const used = prompt.messages.flatMap(({ content }) => variablesOf(content));
  const missing = used.find((path) => lookUp(scope, path) === undefined);
  if (missing !== undefined) {
    const reason = `the input has no \`${missing}\`, which ${prompt.file} asks for`;
    return { kind: 'error', reason };
  }
  const rest = following(prompt, input, used);
  if (rest.kind === 'error') return rest;
  const own = prompt.messages.map(({ role, content }) => ({ role, content: fill(content, scope) }));
  return { kind: 'messages', messages: [...own, ...rest.messages] };
};
