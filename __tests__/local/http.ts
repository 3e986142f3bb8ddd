import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { ServerResponse } from 'node:http';

export type Incoming = {
  method: string;
  /** Path and query, as they were sent. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Aborted when the caller goes away before it has its reply. */
  gone: AbortSignal;
};

export type Outgoing = {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Send the head and half of the body, then drop the connection. */
  truncated?: boolean;
};

/** `cut`: the connection is dropped without a reply. */
export type Handler = (incoming: Incoming) => Promise<Outgoing | 'cut'>;

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const send = (response: ServerResponse, outgoing: Outgoing | 'cut'): void => {
  if (outgoing === 'cut') {
    response.destroy();
    return;
  }
  const body = Buffer.from(outgoing.body ?? '');
  const length = outgoing.status === 204 ? {} : { 'content-length': String(body.length) };
  response.writeHead(outgoing.status, { ...outgoing.headers, ...length });
  if (outgoing.truncated === true) {
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  } else {
    response.end(body);
  }
};

const converse = async (
  message: IncomingMessage,
  response: ServerResponse,
  handler: Handler,
): Promise<void> => {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const { method = 'GET', url: target = '/', headers } = message;
    const body = await bodyOf(message);
    send(response, await handler({ method, target, headers, body, gone: gone.signal }));
  } catch (error) {
    if (gone.signal.aborted) return;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    send(response, { status: 500, body: `the stand-in broke: ${text}` });
  }
};

const notReady: Handler = () => Promise.resolve({ status: 503 });

/** An HTTP server on a free port of the loopback address; it answers once it has a handler. */
export const openServer = async () => {
  let handle: Handler = notReady;
  const server = createServer((message, response) => void converse(message, response, handle));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    answerWith: (handler: Handler): void => {
      handle = handler;
    },
    close: (): Promise<void> =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};
