import { holm } from '../statistics/holm.ts';
import type { Tested } from './p-values.ts';

/** P-values adjusted for all that is tested in the change. */
export type Adjusted = { pMode: number; pCases: ReadonlyMap<string, number> };

const isJudge = ({ subject }: Tested): boolean => subject.rung === 'judge';

type Family = { key: Tested; case?: string; p: number }[];

const casesOf = (tested: readonly Tested[]): Family =>
  tested.flatMap((key) => [...key.pCases].map(([id, p]) => ({ key, case: id, p })));

const adjustFamily = (family: Family, families: number): Family => {
  const adjusted = holm(family.map(({ p }) => p));
  return family.map((one, i) => ({ ...one, p: Math.min(1, families * (adjusted[i] ?? 1)) }));
};

/**
 * Holm within a family, Bonferroni over the two that can block: the cases of sampled modes, and the
 * modes. A judge's single cases only ask for labels, and so are a family apart.
 */
export const adjust = (tested: readonly Tested[]): Adjusted[] => {
  const cases = casesOf(tested.filter((one) => !isJudge(one)));
  const modes = tested.flatMap((key) => (key.pMode === undefined ? [] : [{ key, p: key.pMode }]));
  const families = [cases, modes].filter(({ length }) => length > 0).length;
  const ofModes = adjustFamily(modes, families);
  const ofCases = [
    ...adjustFamily(cases, families),
    ...adjustFamily(casesOf(tested.filter(isJudge)), 1),
  ];
  const pModes = new Map(ofModes.map(({ key, p }) => [key, p]));
  const byMode = Map.groupBy(ofCases, ({ key }) => key);
  return tested.map((one) => ({
    pMode: pModes.get(one) ?? 1,
    pCases: new Map((byMode.get(one) ?? []).map(({ case: id = '', p }) => [id, p])),
  }));
};
