import picomatch from 'picomatch';
import type { Target } from '../domain/config.ts';
import type { DependencyKind } from '../domain/names.ts';

type Tree = ReadonlyMap<string, string>;

/** `dot`: a glob must find `.github/x.prompt.yml`. */
export const matching = (tree: Tree, globs: readonly string[]): string[] => {
  if (globs.length === 0) return [];
  const matches = picomatch([...globs], { dot: true });
  return [...tree.keys()].filter((path) => matches(path));
};

const own = (path: string | undefined): string[] => (path === undefined ? [] : [path]);

/** The paths a target depends on, by kind, and the recordings of a `recorded` one. */
export const dependencyPaths = (
  { depends_on, run }: Target,
  tree: Tree,
): Record<DependencyKind | 'recordings', string[]> => ({
  prompts: matching(tree, [...(depends_on.prompts ?? []), ...own(run.prompt)]),
  models: matching(tree, depends_on.models ?? []),
  retrieval: matching(tree, Array.isArray(depends_on.retrieval) ? depends_on.retrieval : []),
  code: matching(tree, [...(depends_on.code ?? []), ...own(run.module)]),
  recordings: matching(tree, run.recorded ?? []),
});
