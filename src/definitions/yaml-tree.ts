import {
  Composer,
  LineCounter,
  isNode,
  isScalar,
  visit,
  type CST,
  type Document,
  type ParsedNode,
  type YAMLMap,
} from 'yaml';
import { limits, reservedKeys } from './limits.ts';
import { code } from './words.ts';
import { flawOf, type Flaw } from './yaml-errors.ts';
import { tokensOf, tooMany } from './yaml-tokens.ts';

/** YAML as nodes, each with its offset; `document` only where it can be read as a value. */
export type Tree = { document: Document.Parsed | undefined; flaws: Flaw[]; lines: LineCounter };

const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);

/** The parser's own test of unique keys takes quadratic time. */
const options = { schema: 'core', stringKeys: true, uniqueKeys: false, resolveKnownTags: false };

const compose = (tokens: readonly CST.Token[], length: number): Document.Parsed | undefined =>
  [...new Composer(options).compose(tokens, true, length)][0];

/** One flaw a line: a parser that has lost the thread complains of all that follows. */
const onFreshLines = (
  flaws: readonly Flaw[],
  told: readonly Flaw[],
  lines: LineCounter,
): Flaw[] => {
  const lineOf = ({ offset }: Flaw): number => lines.linePos(offset).line;
  const seen = new Set(told.map(lineOf));
  return flaws.filter((flaw) => {
    const line = lineOf(flaw);
    return !seen.has(line) && seen.add(line);
  });
};

/** Words for a key that is refused wherever it stands. */
const refusedKey = (key: string): Omit<Flaw, 'offset'> | undefined => {
  if (key === '<<') {
    return { what: 'merge keys are not allowed', mend: 'write the keys out' };
  }
  return reservedKeys.has(key)
    ? { what: `the key ${code(key)} is not allowed`, mend: 'choose another name' }
    : undefined;
};

const flawsOfMap = ({ items }: YAMLMap, lines: LineCounter): Flaw[] => {
  const first = new Map<string, number>();
  return items.flatMap(({ key }): Flaw[] => {
    const name = isScalar(key) ? String(key.value) : '';
    const offset = startOf(key);
    const before = first.get(name);
    const refused = refusedKey(name);
    if (refused !== undefined) return [{ offset, ...refused }];
    if (before === undefined) {
      first.set(name, offset);
      return [];
    }
    const line = lines.linePos(before).line;
    const where = line === lines.linePos(offset).line ? '' : `, first on line ${line}`;
    const what = `the key ${code(name)} stands here twice${where}`;
    return [{ offset, what, mend: 'keep one of them' }];
  });
};

/** What the parser takes and a file of definitions may not have. */
const flawsOfTree = (root: ParsedNode | null, lines: LineCounter): Flaw[] => {
  const flaws: Flaw[] = [];
  visit(root, {
    Map(_, map) {
      flaws.push(...flawsOfMap(map, lines));
    },
    Scalar(_, scalar) {
      if (typeof scalar.value !== 'number' || Number.isFinite(scalar.value)) return;
      const what = `${code(String(scalar.source))} is no finite number`;
      flaws.push({ offset: startOf(scalar), what, mend: 'write a finite one' });
    },
  });
  return flaws;
};

const isTooLarge = (root: ParsedNode | null): boolean => {
  let nodes = 0;
  visit(root, { Node: () => ((nodes += 1) > limits.nodes ? visit.BREAK : undefined) });
  return nodes > limits.nodes;
};

const control = /(?![\t\n\r])\p{Cc}/u;

const controlCharacter = (text: string): Flaw[] => {
  const found = control.exec(text);
  if (found === null) return [];
  const point = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  const what = `U+${point} is a control character`;
  return [{ offset: found.index, what, mend: 'leave it out, and save the file as UTF-8' }];
};

/** Reads YAML 1.2 within limits, and as strictly as JSON. */
export const treeOf = (text: string): Tree => {
  const lines = new LineCounter();
  const { tokens, flaws, end } = tokensOf(text, lines);
  flaws.push(...controlCharacter(text));
  const document = end ? undefined : compose(tokens, text.length);
  if (document === undefined) return { document, flaws, lines };
  const { contents, errors, warnings } = document;
  const refused = [...flaws, ...onFreshLines([...errors, ...warnings].map(flawOf), flaws, lines)];
  if (refused.length > 0) return { document: undefined, flaws: refused, lines };
  if (isTooLarge(contents)) {
    return { document: undefined, flaws: [{ offset: 0, ...tooMany }], lines };
  }
  return { document, flaws: flawsOfTree(contents, lines), lines };
};
