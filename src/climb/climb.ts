import type { AssertionEntry } from '../domain/assertion.ts';
import { fisherWorse } from '../decide/statistics/fisher.ts';
import { correlation } from './candidate.ts';
import { prepareFamilies } from './families.ts';
import { casesLabelled, foldsOf } from './folds.ts';
import { luck, minimumExamples, minimumToPropose, mostProposals } from './limits.ts';
import { measuredOf, proposalOf, reach, type Measured, type Proposal } from './proposal.ts';
import { sampleOf, type Corpora, type Example, type Sample } from './sample.ts';
import { trainingParts, validate, type Validated } from './validate.ts';

export type Climb =
  | { outcome: 'proposals'; examples: number; proposals: Proposal[] }
  /** `passes` and `fails` are cases with such a label: trials of one case count as one. */
  | { outcome: 'too few'; passes: number; fails: number; needed: number }
  | {
      outcome: 'nothing';
      examples: number;
      /** How many candidates were looked at. */
      tried: number;
      /** What came nearest, though not near enough to be proposed. */
      best?: Measured & { family: string; assert: AssertionEntry[] };
    };

export type ClimbOptions = {
  /** Of the split into folds. */
  seed: number;
  corpora?: Corpora;
  /** What precision and recall must reach for a proposal to be ready. */
  minimum?: number;
};

/** Better first: how well it tells passes from fails, then how little there is to read. */
const better = (a: Validated, b: Validated): number =>
  correlation(b.labels) - correlation(a.labels) || a.choice.cost - b.choice.cost;

/** One-sided: labelled fails are failed more often than labelled passes, by luck alone. */
const chanceOf = ({ labels: { tp, fn, tn, fp } }: Validated): number =>
  fisherWorse({ b: tp, nB: tp + fn, h: fp, nH: fp + tn });

/** Two together are worth reading only where neither kind alone does as well. */
const withoutNeedless = (ranked: readonly Validated[]): Validated[] => {
  const pair = ranked.findIndex(({ family }) => family === 'two together');
  return ranked.filter((_, rank) => rank !== pair || rank === 0);
};

const isProposed = (one: Validated, tried: number): boolean =>
  chanceOf(one) <= luck / tried && reach(measuredOf(one), minimumToPropose);

/** Every family's choice with what it is worth, best first; and how many candidates there were. */
const search = async (sample: Sample, seed: number) => {
  const families = await prepareFamilies(sample);
  const training = trainingParts(sample, foldsOf(sample, seed));
  const found: Validated[] = [];
  for (const family of families) found.push(...(await validate(family, sample, training)));
  const tried = families.reduce((sum, family) => sum + family.tried, 0);
  const ranked = found.toSorted(better);
  return { tried, ranked, proposed: ranked.filter((one) => isProposed(one, tried)) };
};

const nothing = (examples: number, tried: number, nearest: Validated | undefined): Climb => {
  if (nearest === undefined) return { outcome: 'nothing', examples, tried };
  const { family, choice } = nearest;
  const best = { family, assert: choice.assert, ...measuredOf(nearest) };
  return { outcome: 'nothing', examples, tried, best };
};

/**
 * Searches assertions that fail what people fail. What is said of a proposal comes from
 * cross-validation of the whole search, by the very assertions that would be pasted; one that labels
 * could have led to by luck is not made. The order of the examples does not matter.
 */
export const climb = async (
  given: readonly Example[],
  { seed, corpora = new Map(), minimum }: ClimbOptions,
): Promise<Climb> => {
  const sample = sampleOf(given, corpora);
  const [passes, fails] = [casesLabelled(sample, 'pass'), casesLabelled(sample, 'fail')];
  if (Math.min(passes, fails) < minimumExamples)
    return { outcome: 'too few', passes, fails, needed: minimumExamples };
  const examples = sample.examples.length;
  const { tried, ranked, proposed } = await search(sample, seed);
  if (proposed.length === 0) return nothing(examples, tried, ranked[0]);
  const proposals = withoutNeedless(proposed)
    .slice(0, mostProposals)
    .map((one) => proposalOf(one, sample, minimum));
  return { outcome: 'proposals', examples, proposals };
};
