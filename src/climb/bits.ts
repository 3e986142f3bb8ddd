/** A set of examples by their numbers, 32 a word. */
export type Bits = Uint32Array;

export const noBits = (size: number): Bits => new Uint32Array(Math.ceil(size / 32));

export const add = (bits: Bits, index: number): void => {
  bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31));
};

export const has = (bits: Bits, index: number): boolean =>
  (((bits[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;

export const bitsWhere = (size: number, test: (index: number) => boolean): Bits => {
  const bits = noBits(size);
  for (let index = 0; index < size; index += 1) if (test(index)) add(bits, index);
  return bits;
};

export const bitsOf = (size: number, indexes: readonly number[]): Bits => {
  const bits = noBits(size);
  for (const index of indexes) add(bits, index);
  return bits;
};

/** The numbers in a set, ascending. */
export const members = (bits: Bits): number[] =>
  Array.from({ length: bits.length * 32 }, (_, index) => index).filter((index) => has(bits, index));

export const union = (a: Bits, b: Bits): Bits => a.map((word, at) => word | (b[at] ?? 0));
export const intersection = (a: Bits, b: Bits): Bits => a.map((word, at) => word & (b[at] ?? 0));
export const without = (a: Bits, b: Bits): Bits => a.map((word, at) => word & ~(b[at] ?? 0));

/** How many bits of a word are set, added up in pairs, fours and bytes. */
const ones = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** How many are in both. */
export const countShared = (a: Bits, b: Bits): number => {
  let count = 0;
  for (let at = 0; at < a.length; at += 1) count += ones((a[at] ?? 0) & (b[at] ?? 0));
  return count;
};

export const countOf = (bits: Bits): number => countShared(bits, bits);
