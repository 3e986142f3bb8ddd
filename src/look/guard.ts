import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from './refusal.ts';

/** Where the server is: any other name for it is somebody else's page. */
const hostsOf = (port: number): string[] => [`127.0.0.1:${port}`, `localhost:${port}`];

const foreign = (what: string): Refusal =>
  new Refusal(
    403,
    what,
    'only the looking page itself may ask',
    'open the address in the terminal',
  );

/** A name that is made to point here (DNS rebinding), or another site's page, is refused. */
export const holdLocal = (headers: IncomingHttpHeaders, port: number): void => {
  const hosts = hostsOf(port);
  if (!hosts.includes(headers.host ?? '')) throw foreign('the request is for another host');
  const { origin } = headers;
  if (origin === undefined || hosts.some((host) => origin === `http://${host}`)) return;
  throw foreign('the request comes from another site');
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compared in constant time. */
export const holdKey = (given: string | undefined, key: string): void => {
  if (given !== undefined && timingSafeEqual(digest(given), digest(key))) return;
  throw new Refusal(
    401,
    'the key is missing or wrong',
    'only the address in the terminal has it',
    'open the address that `failmode look` printed',
  );
};

const contents = (html: string, tag: 'script' | 'style'): string[] =>
  [...html.matchAll(new RegExp(String.raw`<${tag}\b[^>]*>([\s\S]*?)</${tag}\s*>`, 'gi'))].map(
    ([, content]) => content ?? '',
  );

const hashesOf = (html: string, tag: 'script' | 'style'): string => {
  const hashes = contents(html, tag).map(
    (content) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`,
  );
  return hashes.length === 0 ? "'none'" : hashes.join(' ');
};

/** Only the page's own scripts and styles run, by their hashes; nothing is loaded from elsewhere. */
export const contentPolicy = (html: string): string =>
  [
    "default-src 'none'",
    `script-src ${hashesOf(html, 'script')}`,
    `style-src ${hashesOf(html, 'style')}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

export const safeHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;
