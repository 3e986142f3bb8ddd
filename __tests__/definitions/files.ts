import type { Files } from '../../src/domain/definitions.ts';

/** A side's files, out of their texts by path. */
export const filesOf = (texts: Readonly<Record<string, string | Buffer>>): Files => {
  const read = (path: string): Buffer | undefined => {
    const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
    return text === undefined ? undefined : Buffer.from(text);
  };
  return {
    tree: async () => new Map(Object.keys(texts).map((path) => [path, `hash of ${path}`])),
    read: async (path) => read(path),
    async *lines(path) {
      const text = read(path)?.toString() ?? '';
      if (text !== '') yield* text.replace(/\r?\n$/, '').split(/\r?\n/);
    },
  };
};
