import { clean } from './clean.ts';

const introducer = String.raw`(?:\u001b\[|\u009b)`;
const osc = String.raw`(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)`;

/** Whole CSI and OSC sequences. Any other escape character goes with the control characters. */
const sequences = new RegExp(String.raw`${introducer}[0-?]*[ -/]*[@-~]|${osc}`, 'g');

/** Moves no cursor, sets no colour, title or link, rewrites no line; LF and tab stay. */
export const terminalSafe = (text: string): string => clean(text.replace(sequences, '\uFFFD'));
