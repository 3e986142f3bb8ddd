/** Select Graphic Rendition codes; each ends with a reset. */
const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

export type Colour = keyof typeof codes;
export type Paint = Record<Colour, (text: string) => string>;

const painted = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
const plain = (text: string): string => text;

/** Colour only underlines what the words say: without it nothing is lost. */
export const painter = (colour: boolean): Paint => ({
  bold: colour ? painted(codes.bold) : plain,
  dim: colour ? painted(codes.dim) : plain,
  red: colour ? painted(codes.red) : plain,
  green: colour ? painted(codes.green) : plain,
  yellow: colour ? painted(codes.yellow) : plain,
});
