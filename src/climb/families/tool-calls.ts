import { listFamily } from '../family.ts';
import type { Sample } from '../sample.ts';

const namesIn = ({ examples }: Sample): string[] =>
  [...new Set(examples.flatMap(({ output }) => (output.tool_calls ?? []).map(({ name }) => name)))]
    .filter((name) => name !== '')
    .toSorted();

/** A tool that must be called, or must not be. */
export const toolCalls = listFamily('tool calls', (sample) =>
  namesIn(sample).flatMap((name) => [
    { assert: [{ type: 'tool-called', name }] },
    { assert: [{ type: 'tool-not-called', name }] },
  ]),
);
