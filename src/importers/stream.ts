import type { Fields } from './importer.ts';
import { fieldsOf, first, isFields, listOf, textOf } from './json.ts';

const isChunk = (value: unknown): value is Fields =>
  isFields(value) && value['object'] === 'chat.completion.chunk';

/** Whether a value is a list of the chunks in which a chat completion was streamed. */
export const isStream = (value: unknown): value is Fields[] =>
  Array.isArray(value) && value.length > 0 && value.every(isChunk);

const joined = (deltas: readonly Fields[], key: string): string =>
  deltas.map((delta) => textOf(delta[key]) ?? '').join('');

/** The pieces of each call are told apart by their index. */
const callsIn = (deltas: readonly Fields[]): Fields[] => {
  const pieces = deltas.flatMap((delta) => listOf(delta['tool_calls']).map(fieldsOf));
  const calls = Map.groupBy(pieces, ({ index }) => index);
  return [...calls.values()].map((call) => {
    const functions = call.map((piece) => fieldsOf(piece['function']));
    return {
      id: first(...call.map(({ id }) => id)),
      function: { name: joined(functions, 'name'), arguments: joined(functions, 'arguments') },
    };
  });
};

const choiceOf = (pieces: readonly Fields[]): Fields => {
  const deltas = pieces.map(({ delta }) => fieldsOf(delta));
  const message = {
    role: 'assistant',
    content: joined(deltas, 'content'),
    refusal: joined(deltas, 'refusal'),
    tool_calls: callsIn(deltas),
  };
  return { message, finish_reason: first(...pieces.map((piece) => piece['finish_reason'])) };
};

/** The completion that was streamed in chunks. */
export const completionOf = (chunks: readonly Fields[]): Fields => {
  const pieces = chunks.flatMap((chunk) => listOf(chunk['choices']).map(fieldsOf));
  return {
    ...chunks[0],
    object: 'chat.completion',
    choices: [...Map.groupBy(pieces, ({ index }) => index).values()].map(choiceOf),
    usage: first(...chunks.map(({ usage }) => usage)),
  };
};
