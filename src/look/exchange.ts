import type { IncomingMessage, ServerResponse } from 'node:http';
import type * as z from 'zod';
import { check } from '../definitions/check.ts';
import { Failure } from '../domain/failure.ts';
import { safeHeaders } from './guard.ts';
import { Refusal } from './refusal.ts';

/** Of a request: a note is a few lines. In bytes. */
const longestBody = 256 * 1024;

const tooLong = (): Refusal =>
  new Refusal(413, 'the request is too long', 'it is over 256 KiB', 'make it shorter');

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > longestBody) throw tooLong();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'the request is not JSON', 'it cannot be read', 'load the page again');
  }
};

/** The body of a request, as its schema takes it. */
export const bodyOf = async <Schema extends z.ZodType>(
  request: IncomingMessage,
  schema: Schema,
): Promise<z.output<Schema>> => {
  const checked = check(schema, parse(await textOf(request)));
  if (checked.ok) return checked.value;
  const [first] = checked.findings;
  const why = first?.what ?? 'something in it is not as it must be';
  throw new Refusal(422, 'this cannot be taken', why, first?.mend ?? 'correct it');
};

export const sendJson = (response: ServerResponse, status: number, value: unknown): void => {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    ...safeHeaders,
    'content-security-policy': "default-src 'none'",
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
  });
  response.end(body);
};

const told = (error: unknown): { what: string; why: string; mend: string } => {
  if (error instanceof Failure) {
    return { what: error.message, why: error.why, mend: error.remedy };
  }
  const why = error instanceof Error ? error.message : String(error);
  return { what: 'this could not be done', why, mend: 'try again, or start `failmode look` again' };
};

/** `{error: {what, why, mend}}` and what a refusal holds beside it, with its status. */
export const sendError = (response: ServerResponse, error: unknown): void => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // What is left of a body that is too long is not read.
  if (error instanceof Refusal && error.status === 413) response.setHeader('connection', 'close');
  const { status, beside } = error instanceof Refusal ? error : { status: 500, beside: {} };
  sendJson(response, status, { error: told(error), ...beside });
};
