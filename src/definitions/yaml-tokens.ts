import { CST, Lexer, Parser, type LineCounter } from 'yaml';
import { limits } from './limits.ts';
import { code } from './words.ts';
import type { Flaw } from './yaml-errors.ts';

type Words = Pick<Flaw, 'what' | 'mend'>;

const coreTag = /^!!(?:str|int|float|bool|null|map|seq)$/;

/** What YAML has and a file of definitions may not use. */
const refusal = (type: CST.TokenType | null, source: string): Words | undefined => {
  if (type === 'alias') {
    const what = `${code(source)} is an alias, and aliases are not allowed`;
    return { what, mend: 'write the value out, or put the text in quotes' };
  }
  if (type === 'anchor') {
    const what = `${code(source)} is an anchor, and anchors are not allowed`;
    return { what, mend: 'leave it out, or put the text in quotes' };
  }
  if (type === 'tag' && !coreTag.test(source)) {
    const what = `${code(source)} is a tag, and tags are not allowed`;
    return { what, mend: 'leave it out, or put the text in quotes' };
  }
  if (type === 'directive-line') {
    return { what: `${code(source)} is a directive`, mend: 'leave it out: files are YAML 1.2' };
  }
  return undefined;
};

const tooDeep: Words = {
  what: `it is nested more than ${limits.depth} levels deep`,
  mend: 'make it flatter',
};

export const tooMany: Words = {
  what: `the file has more than 100 000 values`,
  mend: 'split it',
};

const secondDocument: Words = {
  what: 'a second document starts here',
  mend: 'keep one document in a file',
};

/** A stack has the document at its foot, and may have a scalar on top. */
const isTooDeep = (stack: readonly CST.Token[]): boolean =>
  stack.length > limits.depth && stack.filter(CST.isCollection).length > limits.depth;

/** `end`: there is more than is read, and what is read is no tree. */
export type Tokens = { tokens: CST.Token[]; flaws: Flaw[]; end: boolean };

const isDocument = ({ type }: CST.Token): boolean => type === 'document';

/**
 * Reads a text sign by sign, and stops at what would take long: depth and size are refused
 * before there is a tree.
 */
export const tokensOf = (text: string, lines: LineCounter): Tokens => {
  const parser = new Parser(lines.addNewLine);
  const read: Tokens = { tokens: [], flaws: [], end: false };
  const stop = (offset: number, words: Words): void => {
    read.flaws.push({ offset, ...words });
    read.end = true;
  };
  const take = (token: CST.Token): void => {
    if (isDocument(token) && read.tokens.some(isDocument)) stop(token.offset, secondDocument);
    else read.tokens.push(token);
  };
  let count = 0;
  let type: CST.TokenType | null = null;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    // What follows the sign of a scalar is its text.
    type = type === 'scalar' ? null : CST.tokenType(lexeme);
    const words = refusal(type, lexeme);
    if (words !== undefined) read.flaws.push({ offset: parser.offset, ...words });
    for (const token of parser.next(lexeme)) take(token);
    count += 1;
    if (isTooDeep(parser.stack)) stop(parser.offset, tooDeep);
    if (count > limits.lexemes) stop(parser.offset, tooMany);
    if (read.end) return read;
  }
  for (const token of parser.end()) take(token);
  return read;
};
