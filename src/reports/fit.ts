import { utf8Length } from '../foreign/cut.ts';

/** Joined by one line break each, so that a length is counted with its separator. */
export const sizeOf = (text: string): number => utf8Length(text) + 2;

/** The first items whose text fits into `bytes` together, and how many are left over. */
export const fit = <Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
  bytes: number,
): { texts: string[]; left: number; spare: number } => {
  const texts: string[] = [];
  let spare = bytes;
  for (const item of items) {
    const text = textOf(item);
    if (sizeOf(text) > spare) break;
    spare -= sizeOf(text);
    texts.push(text);
  }
  return { texts, left: items.length - texts.length, spare };
};
