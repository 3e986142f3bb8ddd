import type * as z from 'zod';
import { fold } from '../domain/names.ts';
import type { Finding } from './issues.ts';
import { code } from './words.ts';

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const get = (raw: unknown, key: string): unknown => (isMapping(raw) ? raw[key] : undefined);

/** The names of a section, also of one that is not valid; undefined where it cannot be read. */
export const namesIn = (raw: unknown, section: string): string[] | undefined => {
  const found = get(raw, section);
  if (isMapping(found)) return Object.keys(found);
  return isMapping(raw) && found === undefined ? [] : undefined;
};

/** The valid parts of a section: what is wrong with one does not hide what is wrong with another. */
export const partsOf = <Schema extends z.ZodType>(
  raw: unknown,
  section: string,
  schema: Schema,
): [name: string, part: z.output<Schema>][] => {
  const found = get(raw, section);
  return Object.entries(isMapping(found) ? found : {}).flatMap(([name, part]) => {
    const parsed = schema.safeParse(part);
    return parsed.success ? [[name, parsed.data] satisfies [string, unknown]] : [];
  });
};

/** Names that a person cannot tell apart, each as a finding of the later one. */
export const twins = (
  names: readonly string[],
  spotOf: (at: number) => Pick<Finding, 'path' | 'part'>,
): Finding[] => {
  const first = new Map<string, string>();
  return names.flatMap((name, at): Finding[] => {
    const twin = first.get(fold(name));
    if (twin === undefined) {
      first.set(fold(name), name);
      return [];
    }
    const what =
      twin === name ? `${code(name)} is there already` : `${code(name)} reads like ${code(twin)}`;
    return [{ ...spotOf(at), what, mend: 'choose another name' }];
  });
};
