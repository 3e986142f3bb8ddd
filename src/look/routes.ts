import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { casesRequestSchema, modeChangeSchema, noteEditSchema } from '../domain/looking.ts';
import type { Desk } from './desk.ts';
import { bodyOf } from './exchange.ts';
import { Refusal } from './refusal.ts';

/** A request as a route sees it; `rest` is what follows the route's path, decoded. */
type Asked = { desk: Desk; request: IncomingMessage; query: URLSearchParams; rest: string };
type Answer = (asked: Asked) => Promise<unknown>;

const routes: Record<string, Answer> = {
  'GET /api/session': ({ desk }) => desk.state(),
  'GET /api/traces/': ({ desk, rest }) => desk.trace(rest),
  'GET /api/search': ({ desk, query }) => desk.search(query.get('q') ?? ''),
  'PUT /api/notes': async ({ desk, request }) =>
    desk.saveNote(await bodyOf(request, noteEditSchema)),
  'POST /api/modes': async ({ desk, request }) =>
    desk.changeModes(await bodyOf(request, modeChangeSchema)),
  'POST /api/cases': async ({ desk, request }) =>
    desk.makeCases(await bodyOf(request, casesRequestSchema)),
  'GET /api/suggestions': ({ desk }) => desk.suggestions(),
  'GET /api/taxonomy': ({ desk }) => desk.taxonomy(),
  'POST /api/taxonomy': async ({ desk, request }) => {
    await bodyOf(request, z.strictObject({}));
    return desk.writeTaxonomy();
  },
};

const notFound = (): Refusal =>
  new Refusal(404, 'there is nothing here', 'no such address', 'load the page again');

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw notFound();
  }
};

/** One part of a path at the end; an id in it may have any character, written as `%2F`. */
const splitPath = (path: string): { base: string; rest: string } => {
  const [, base, rest] = /^(\/api\/traces\/)([^/]+)$/.exec(path) ?? [];
  return { base: base ?? path, rest: decoded(rest ?? '') };
};

/** Answers a request of the page; a `Refusal` where there is no such route. */
export const answer = async (
  desk: Desk,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
): Promise<unknown> => {
  const { base, rest } = splitPath(path);
  const name = `${request.method} ${base}`;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (route === undefined) throw notFound();
  return route({ desk, request, query, rest });
};
