import { chanceFrom } from '../../src/chance.ts';
import type { Example } from '../../src/climb/sample.ts';
import type { Output } from '../../src/domain/output.ts';

const openings = [
  'Thanks for reaching out about Maple Court.',
  'Happy to help with that!',
  'Good question.',
  'Hi there, and thank you for your interest in Riverside Lofts.',
  'I looked into this for you.',
  'Great to hear that you are looking for a new home.',
];
const facts = [
  'The two-bedroom on the third floor rents for $1,850 a month.',
  'The studio is 480 square feet and gets the morning light.',
  'Water and trash are part of the rent, while electricity is billed by the utility.',
  'Parking in the garage is $120 a month, and the street has free spots after 6 pm.',
  'The lease runs for twelve months, and shorter terms cost a little more.',
  'There is a washer and dryer in the unit and a gym on the ground floor.',
  'The application fee is $45 for each adult, and the deposit equals one month of rent.',
  'Renters insurance is required before the keys are handed over.',
  'Our office is open from 9:00 to 17:30 on weekdays.',
  'The building has an elevator, bicycle storage and a shared roof garden.',
  'A one-bedroom opens up on March 14, and another one at the start of April.',
  'The nearest train station is an eight minute walk away.',
];
const requests = [
  'You asked about the kitchen: it has a dishwasher and a gas stove.',
  'As for the move-in date, we can be flexible by a week.',
  'The credit check usually takes two business days.',
  'A cosigner is fine as long as the income is three times the rent.',
  'Guests may stay for up to fourteen days without notice.',
  'Packages are kept in a locked room by the entrance.',
];
const closings = [
  'Would you like to see it on Tuesday?',
  'Let me know which day suits you.',
  'Shall I send you the floor plan?',
  'Just reply here and we will set it up.',
  'Is there anything else you would like to know?',
  'You can reach the team at leasing@maplecourt.example.',
];

type Chance = ReturnType<typeof chanceFrom>;

const pick = <Item>(items: readonly Item[], chance: Chance): Item =>
  items[Math.floor(chance() * items.length)]!;

/** An answer of a leasing assistant, of 40 to 100 words; the sentences given stand in the middle. */
export const answer = (chance: Chance, sentences: readonly string[] = [], more = 3): string =>
  [
    pick(openings, chance),
    ...Array.from({ length: more }, () => pick(facts, chance)),
    ...sentences,
    pick(requests, chance),
    pick(closings, chance),
  ].join(' ');

export type Made = { output: string | Output; isFail: boolean };

/** So many examples, made one after the other from one seed. */
export const examplesOf = (
  count: number,
  make: (chance: Chance, index: number) => Made,
  seed = 20_261_124,
): Example[] => {
  const chance = chanceFrom(seed);
  return Array.from({ length: count }, (_, index) => {
    const { output, isFail } = make(chance, index);
    return {
      id: `label-${String(index).padStart(4, '0')}`,
      case: { id: `c-${index}`, input: `Question ${index}` },
      output: typeof output === 'string' ? { output } : output,
      label: isFail ? 'fail' : 'pass',
    };
  });
};
