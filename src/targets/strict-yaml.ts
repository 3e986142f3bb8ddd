import { LineCounter, isNode, parseDocument, visit, type Document } from 'yaml';
import { Failure } from '../domain/failure.ts';

/** A YAML file's value, and the place of a thing in it as `file:line:column`. */
export type StrictYaml = { value: unknown; at(path: readonly PropertyKey[]): string };

const limit = 1 << 20;

const parse = (file: string, text: string, lines: LineCounter) => {
  const refuse = (why: string) =>
    new Failure(`${file}: cannot be read`, why, 'make it a small, plain YAML file');
  if (text.length > limit) throw refuse('it is longer than 1 MiB');
  try {
    return parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      schema: 'core',
      stringKeys: true,
    });
  } catch {
    throw refuse('it is nested too deeply');
  }
};

const firstAlias = (doc: Document): number | undefined => {
  let offset: number | undefined;
  visit(doc, {
    Alias: (_, node) => {
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
};

/** Reads one YAML document: no second document, aliases, custom tags or duplicate keys. */
export const readStrictYaml = (file: string, text: string): StrictYaml => {
  const lines = new LineCounter();
  const doc = parse(file, text, lines);
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [problem] = [...doc.errors, ...doc.warnings];
  if (problem !== undefined) {
    throw new Failure(place(problem.pos[0]), problem.message, 'correct the YAML');
  }
  const alias = firstAlias(doc);
  if (alias !== undefined) {
    throw new Failure(place(alias), 'aliases are not read', 'write the value out');
  }
  return {
    value: doc.toJS({ maxAliasCount: 0 }),
    at(path) {
      const node = doc.getIn(path, true);
      return place((isNode(node) ? node.range?.[0] : undefined) ?? 0);
    },
  };
};
