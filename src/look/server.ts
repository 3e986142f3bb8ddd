import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Failure } from '../domain/failure.ts';
import type { Desk } from './desk.ts';
import type { Events } from './events.ts';
import { sendError, sendJson } from './exchange.ts';
import { contentPolicy, holdKey, holdLocal, safeHeaders } from './guard.ts';
import { answer } from './routes.ts';

type Place = { port: number; key: string };

/** Where the page was last time: a browser keeps what was not saved by its address. */
export type Remembered = {
  read: () => Promise<Place | undefined>;
  write: (place: Place) => Promise<void>;
};

export type Serving = {
  desk: Desk;
  events: Events;
  /** The page, as HTML. */
  page: string;
  /** 0: the one of last time, or any that is free. */
  port: number;
  remembered?: Remembered | undefined;
};

type Local = Serving & { key: string; policy: string };

/** Split by hand: to parse it as a URL would take `%2e%2e` for a step upwards. */
const partsOf = ({ url = '/' }: IncomingMessage): { path: string; query: URLSearchParams } => {
  const [path = '/', ...query] = url.split('?');
  return { path, query: new URLSearchParams(query.join('?')) };
};

const headerOf = ({ headers }: IncomingMessage): string | undefined => {
  const key = headers['x-failmode-key'];
  return Array.isArray(key) ? key[0] : key;
};

const sendPage = (response: ServerResponse, { page, policy }: Local): void => {
  response.writeHead(200, {
    ...safeHeaders,
    'content-security-policy': policy,
    'content-type': 'text/html; charset=utf-8',
  });
  response.end(page);
};

const openStream = (response: ServerResponse, events: Events): void => {
  response.writeHead(200, { ...safeHeaders, 'content-type': 'text/event-stream; charset=utf-8' });
  events.join(response);
};

const converse = async (
  request: IncomingMessage,
  response: ServerResponse,
  local: Local,
): Promise<void> => {
  holdLocal(request.headers, request.socket.localPort ?? 0);
  const { path, query } = partsOf(request);
  const isGet = request.method === 'GET';
  // Neither a page that is opened nor a stream of events can send a header of its own.
  const isOpened = isGet && (path === '/' || path === '/api/events');
  holdKey(headerOf(request) ?? (isOpened ? query.get('key') : undefined) ?? undefined, local.key);
  if (isGet && path === '/') sendPage(response, local);
  else if (isOpened) openStream(response, local.events);
  else sendJson(response, 200, await answer(local.desk, request, path, query));
};

const listening = async (server: Server, port: number): Promise<number> => {
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      done();
    });
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
};

const taken = (port: number): Failure =>
  new Failure(
    `port ${port} is taken`,
    'another program listens on it, perhaps another `failmode look`',
    'end that one, or give another `--port`, or none',
  );

/** The port that is asked for, or that of last time, or any that is free. */
const listeningAt = async (
  server: Server,
  port: number,
  last: number | undefined,
): Promise<number> => {
  if (port === 0) return listening(server, last ?? 0).catch(() => listening(server, 0));
  return listening(server, port).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? taken(port) : error;
  });
};

const newKey = (): string => randomBytes(24).toString('base64url');

/** What was kept, where it is as it was written. */
const lastPlace = async (remembered: Remembered | undefined): Promise<Place | undefined> => {
  const last = await remembered?.read().catch(() => undefined);
  const isPort = Number.isInteger(last?.port) && Number(last?.port) > 0;
  return isPort && last?.key.length === newKey().length ? last : undefined;
};

/** Serves the page on the loopback address; whoever does not have the key gets nothing. */
export const serve = async (
  serving: Serving,
): Promise<{ url: string; close: () => Promise<void> }> => {
  const { remembered } = serving;
  const last = await lastPlace(remembered);
  const key = last?.key ?? newKey();
  const local = { ...serving, key, policy: contentPolicy(serving.page) };
  const server = createServer((request, response) => {
    converse(request, response, local).catch((error: unknown) => sendError(response, error));
  });
  const port = await listeningAt(server, serving.port, last?.port);
  // Without it the page works all the same.
  await remembered?.write({ port, key }).catch(() => {});
  return {
    url: `http://127.0.0.1:${port}/?key=${key}`,
    async close() {
      serving.events.close();
      await new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      });
    },
  };
};
