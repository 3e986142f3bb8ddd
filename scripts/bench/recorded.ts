import { fileURLToPath } from 'node:url';
import { typical, runNode, type Finished, type Typical } from './child.ts';
import { countsOf, type Counts } from './results.ts';
import { caseId, jsonLines, paths, startSuite } from './suite.ts';
import { answer, chanceFrom, question } from './texts.ts';

const plainLoop = fileURLToPath(new URL('plain-loop.mjs', import.meta.url));

/** The same five checks as in the plain loop. */
const modes = {
  'names-no-house': '{ type: contains, value: Juniper Court }',
  'offers-no-time': String.raw`{ type: regex, pattern: '\b\d{1,2}:\d\d [ap]m\b' }`,
  rambles: '{ type: length, max: { words: 300 } }',
  'tells-contacts': '{ type: no-pii }',
  'speaks-of-itself': '{ type: contains, value: as an AI, ignore_case: true, not: true }',
};

const startRecorded = (count: number): Promise<string> => {
  const chance = chanceFrom(count);
  const cases = jsonLines(count, (at) => ({ id: caseId(at), input: question(chance) }));
  const outputs = jsonLines(count, (at) => ({ case: caseId(at), output: answer(chance) }));
  return startSuite({
    run: `{ recorded: [${paths.outputs}] }`,
    concurrency: 8,
    modes,
    files: { [paths.cases]: cases, [paths.outputs]: outputs },
  });
};

type PlainVerdicts = Record<string, Record<string, 'pass' | 'fail' | 'error'>>;

const plainCounts = (stdout: string): Record<string, Counts> => {
  const count = (verdicts: string[], wanted: string) =>
    verdicts.filter((one) => one === wanted).length;
  return Object.fromEntries(
    Object.entries(JSON.parse(stdout) as PlainVerdicts).map(([mode, byCase]) => {
      const all = Object.values(byCase);
      const [passed, failed] = [count(all, 'pass'), count(all, 'fail')];
      return [mode, { passed, failed, errors: count(all, 'error') }];
    }),
  );
};

/** A ratio is of no worth where the two did not do the same work. */
const sameVerdicts = (product: Finished, plain: Finished): void => {
  const [one, other] = [countsOf(product.stdout), plainCounts(plain.stdout)];
  for (const mode of Object.keys(modes)) {
    const [here, there] = [JSON.stringify(one[mode]), JSON.stringify(other[mode])];
    if (here !== there) throw new Error(`${mode}: the product says ${here}, the loop ${there}`);
  }
};

export type Compared = { cases: number; product: Typical; plain: Typical };

/** The suites of 100, 1 000 and 10 000 cases. */
export type Sizes = readonly [small: Compared, middle: Compared, large: Compared];

const open = async (cases: number) => ({
  cases,
  root: await startRecorded(cases),
  product: [] as Finished[],
  plain: [] as Finished[],
});

/**
 * Recorded cases by the product and by the plain loop. All sizes take turns, so that whatever else
 * the machine does slows all of them.
 */
export const compareRecorded = async (
  cli: string,
  rounds: number,
  onStep: (round: number, cases: number) => void,
): Promise<Sizes> => {
  const suites = [await open(100), await open(1000), await open(10_000)] as const;
  for (let round = 1; round <= rounds; round += 1) {
    for (const { cases, root, product, plain } of suites) {
      onStep(round, cases);
      const here = await runNode([cli, 'check', '--force', '--json'], root);
      const there = await runNode([plainLoop, paths.cases, paths.outputs], root);
      sameVerdicts(here, there);
      product.push(here);
      plain.push(there);
    }
  }
  const [small, middle, large] = suites;
  const compared = ({ cases, product, plain }: typeof small): Compared => {
    return { cases, product: typical(product), plain: typical(plain) };
  };
  return [compared(small), compared(middle), compared(large)];
};
