import { code, didYouMean } from './words.ts';

type Tree = ReadonlyMap<string, string>;

const split = (path: string): { folder: string; name: string } => {
  const end = path.lastIndexOf('/') + 1;
  return { folder: path.slice(0, end), name: path.slice(end) };
};

const fromRoot = "write the path from the repository's root";

const mendPath = (tree: Tree, path: string): string => {
  if (/^(?:\.{0,2}\/|[A-Za-z]:)|\\/.test(path)) {
    return `${fromRoot}, with slashes, such as prompts/system.md`;
  }
  const { folder, name } = split(path);
  const moved = [...tree.keys()].find((other) => split(other).name === name);
  if (moved !== undefined) return `did you mean ${code(moved)}?`;
  const beside = [...tree.keys()]
    .filter((other) => split(other).folder === folder)
    .map((other) => split(other).name);
  return didYouMean(name, beside, `${fromRoot}, or add the file to Git`);
};

/** What is wrong with the path of a file, or nothing. */
export const missingFile = (tree: Tree, path: string): { what: string; mend: string } | undefined =>
  tree.has(path)
    ? undefined
    : { what: `there is no file ${code(path)}`, mend: mendPath(tree, path) };
