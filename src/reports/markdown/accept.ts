import type { Report } from '../../domain/report.ts';
import { codeBlock } from '../../foreign/markdown.ts';
import { acceptGate, acceptModes } from '../words/accept.ts';
import { grouped } from '../words/numbers.ts';

const mostLines = 5;

/** Each in a block of its own: GitHub's button then copies one whole comment. */
const block = (line: string): string => codeBlock(line, 800);

/** How a regression that is intended is accepted; empty where that is not to be had. */
export const acceptModesHint = (report: Report): string => {
  const lines = acceptModes(report);
  if (lines.length === 0) return '';
  const how = lines.length === 1 ? 'it with this comment' : 'each with a comment of its own';
  const left = lines.length - mostLines;
  return [
    `Is this intended? Somebody with write access accepts ${how} (give a reason):`,
    ...lines.slice(0, mostLines).map(block),
    ...(left > 0 ? [`and ${grouped(left)} more, each with the id of its failure mode.`] : []),
  ].join('\n\n');
};

/** How the gate's changes are accepted, all at once. */
export const acceptGateHint = (report: Report): string => {
  const line = acceptGate(report);
  return line === undefined
    ? ''
    : `Somebody with write access accepts them with this comment (give a reason):\n\n${block(line)}`;
};
