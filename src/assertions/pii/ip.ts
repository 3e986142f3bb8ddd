import * as z from 'zod';

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';

/** Not a part of a longer number, nor after a slash that follows a name (`Chrome/120.0.0.0`). */
const v4 = new RegExp(
  String.raw`(?<![\w.-]|[A-Za-z]\/)(?:${octet}\.){3}${octet}(?![\w]|\.\d|-\d|\/\d)`,
  'g',
);

/** Of no one in particular: this host, all hosts, masks. */
const nobody = /^(?:0|127|255)\./;

const version = /(?:\bv|\bver|version|release|build|section|chapter|§)[.:]?\s?$/i;

const findV4 = (text: string): string[] =>
  [...text.matchAll(v4)]
    .filter(
      ({ 0: found, index }) =>
        !nobody.test(found) && !version.test(text.slice(Math.max(0, index - 12), index)),
    )
    .map(([found]) => found);

/** Global (2..., 3...) and local (f...) addresses of three groups at least: `a::b` is often code. */
const v6 = /(?<![\w:.])[23f][0-9a-f]{3}:(?:[0-9a-f]{0,4}:){1,6}[0-9a-f]{1,4}(?![\w:])/gi;

const findV6 = (text: string): string[] =>
  [...text.matchAll(v6)]
    .map(([found]) => found)
    .filter((found) => z.ipv6().safeParse(found).success && /\d/.test(found));

export const findIps = (text: string): string[] => [...findV4(text), ...findV6(text)];
