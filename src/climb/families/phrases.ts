import type { AssertionEntry } from '../../domain/assertion.ts';
import { countOf, countShared, intersection, union, without, type Bits } from '../bits.ts';
import { best, isWorthAdding, turned, worth, type Candidate } from '../candidate.ts';
import type { Prepared } from '../family.ts';
import { mostPhrases } from '../limits.ts';
import { onPart, type Part, type Sample } from '../sample.ts';
import { leastAmbiguous, termsOf, type Phrase, type Term } from './terms.ts';

/** A way to assert phrases. */
type Way = {
  entry(phrases: string[]): AssertionEntry;
  /** True: a text is failed where a phrase is missing. */
  isMissing: boolean;
  /** What several phrases fail, by what each fails alone. */
  join(a: Bits, b: Bits): Bits;
  /** Where one more phrase can change something. */
  open(members: Bits, failed: Bits): Bits;
};

const contains =
  (key: 'any' | 'all') =>
  (phrases: string[]): AssertionEntry => ({
    type: 'contains',
    ...(phrases.length === 1 ? { value: phrases[0] } : { [key]: phrases }),
    ignore_case: true,
  });

const [all, any] = [contains('all'), contains('any')];
const none = (phrases: string[]): AssertionEntry => ({ ...any(phrases), not: true });

const ways: readonly Way[] = [
  { entry: none, isMissing: false, join: union, open: without },
  { entry: all, isMissing: true, join: union, open: without },
  { entry: any, isMissing: true, join: intersection, open: intersection },
];

type Phrased = Candidate & { phrases: string[] };

/** A word costs little: of phrases that do much the same, the shorter is chosen. */
const costOf = ({ words }: Phrase): number => 0.9 + words / 10;

/** Phrases whose texts are read again, since `contains` finds them inside of words as well. */
const mostRead = 40;

/** The terms that are worth most alone on a part, as words. */
const likely = (terms: readonly Term[], { isMissing }: Way, part: Part): Term[] => {
  const [fails, passes] = [countOf(part.fails), countOf(part.passes)];
  const valued: { term: Term; value: number }[] = [];
  for (const term of terms) {
    const [tn, fn] = [countShared(term.there, part.fails), countShared(term.there, part.passes)];
    const present = { tn, fn, fp: fails - tn, tp: passes - fn };
    const value = worth(isMissing ? turned(present) : present, costOf(term.phrases[0]));
    if (value !== undefined) valued.push({ term, value });
  }
  return valued
    .toSorted((a, b) => b.value - a.value)
    .slice(0, mostRead)
    .map(({ term }) => term);
};

const added = (way: Way, before: Phrased | undefined, one: Phrased): Phrased => {
  if (before === undefined) return one;
  const phrases = [...before.phrases, ...one.phrases];
  const failed = way.join(before.failed, one.failed);
  return { phrases, assert: [way.entry(phrases)], failed, cost: before.cost + one.cost };
};

/** Adds the phrase that helps most, as long as one does. */
const choosePhrases =
  (way: Way, terms: readonly Term[], alone: (way: Way, term: Term) => Phrased) =>
  (part: Part): Phrased | undefined => {
    let chosen: Phrased | undefined;
    let open = part;
    for (let count = 0; count < mostPhrases; count += 1) {
      const more = likely(terms, way, open).map((term) => added(way, chosen, alone(way, term)));
      const next = best(more, part);
      if (next === undefined || (chosen && !isWorthAdding(next, chosen, part))) break;
      const { failed } = (chosen = next);
      open = onPart(part, (members) => way.open(members, failed));
    }
    return chosen;
  };

/** Up to three phrases that must not be there, or of which all, or any, must. */
export const phrases = (sample: Sample): Prepared => {
  const texts = sample.texts.map((text) => text.toLowerCase());
  const terms = termsOf(texts, sample);
  const everyone = union(sample.whole.fails, sample.whole.passes);
  const read = new Map<Term, Phrase>();
  const alone = (way: Way, term: Term): Phrased => {
    const one = read.get(term) ?? leastAmbiguous(term, texts);
    read.set(term, one);
    const failed = way.isMissing ? without(everyone, one.there) : one.there;
    const list = [one.phrase];
    return { phrases: list, assert: [way.entry(list)], failed, cost: costOf(one) };
  };
  const choices = ways.map((way) => choosePhrases(way, terms, alone));
  const choose = (part: Part): Candidate | undefined =>
    best(
      choices.flatMap((choice) => choice(part) ?? []),
      part,
    );
  return { name: 'phrases', tried: 2 * terms.length, choose };
};
