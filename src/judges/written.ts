import type { JudgeItem } from './question.ts';

/** Those who speak to the model under test; whoever else speaks is the model, by whatever name. */
const others: ReadonlySet<string> = new Set(['system', 'developer', 'user', 'tool']);

/** Without what the tool answered. */
const asMade = (call: unknown): unknown => {
  if (typeof call !== 'object' || call === null) return call;
  const { result: _, ...made } = call as Readonly<Record<string, unknown>>;
  return made;
};

/** All of an item that the model under test wrote: not what it was given, nor what its tools said. */
export const writtenBy = ({
  output,
  messages = [],
  tool_calls: calls = [],
}: JudgeItem): unknown => {
  const said = messages.filter(({ role }) => !others.has(role.toLowerCase()));
  return [
    output,
    calls.map(asMade),
    said.map(({ tool_calls: made, ...message }) => [
      message,
      Array.isArray(made) ? made.map(asMade) : made,
    ]),
  ];
};
