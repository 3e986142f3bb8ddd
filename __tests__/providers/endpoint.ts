import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach } from 'vitest';

export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: string };

export type Reply = {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** What goes wrong on the way. */
  fault?: 'cut' | 'cut in the body' | 'hang' | 'hang in the body';
};

/** The reply to each question; the count is of the questions before. */
export type Replies = (asked: Asked, count: number) => Reply;

const close: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(close.splice(0).map((one) => one()));
});

const send = (response: ServerResponse, { status = 200, headers, body = '', fault }: Reply) => {
  if (fault === 'cut') response.destroy();
  if (fault === 'cut' || fault === 'hang') return;
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': length,
    ...headers,
  });
  if (fault === undefined) response.end(body);
  else
    response.write(body.slice(0, body.length / 2), () => {
      if (fault === 'cut in the body') response.destroy();
    });
};

/** An endpoint on the loopback address until the end of the test; what it was asked is kept. */
export const endpoint = async (replies: Replies) => {
  const asked: Asked[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url: path = '', headers } = request;
    const question = { method, path, headers, body: await text(request) };
    asked.push(question);
    send(response, replies(question, asked.length - 1));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  close.push(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}`, asked };
};

/** A pause that takes no time, and what was waited for. */
export const noPause = () => {
  const waits: number[] = [];
  return { waits, pause: async (ms: number) => void waits.push(ms) };
};
