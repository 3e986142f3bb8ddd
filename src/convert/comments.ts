import { inlineCode } from '../foreign/markdown.ts';
import type { EvalName } from '../domain/names.ts';

/** What the bot says when it changes an issue's state; Markdown. */
export const comments = {
  isCode: (name: EvalName, commit: string): string =>
    `\`${name}\` is on the code rung since ${commit} at the latest. Closed as completed.`,

  notConvertible: (name: EvalName, reason: string): string =>
    `The mode file says that \`${name}\` is not convertible: ${inlineCode(reason, 1_000)}. Closed as not planned.`,

  isGone: (name: EvalName, commit: string): string =>
    `There is no eval \`${name}\` at ${commit}. Closed as not planned.`,

  isHuman: (name: EvalName, commit: string): string =>
    `At ${commit} a person decides \`${name}\`, no longer a model. Closed as not planned.`,

  isDuplicate: (of: number): string => `Duplicate of #${of}. Closed as not planned.`,

  isBack: (name: EvalName, commit: string): string =>
    `At ${commit} a model decides \`${name}\` (again), and the mode file does not say that it is not convertible. Reopened.`,

  isNotDone: (name: EvalName, commit: string): string =>
    `This was closed as completed, but at ${commit} a model still decides \`${name}\`. Reopened. To have it closed for good, put the eval on the code rung, or write \`convert: { status: not-convertible, reason: "..." }\` in the mode file.`,
};
