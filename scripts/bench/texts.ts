/** A repeatable source of chance in [0, 1): mulberry32, by Tommy Ettinger. */
export const chanceFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const sentences = [
  'The apartment on the third floor has two bedrooms, a balcony and a view of the courtyard.',
  'Parking is $85 a month for the first car, and $120 where you have a second one.',
  'Pets are welcome; cats and dogs need a note from a vet, and the deposit is $250.00 for each.',
  'Water and trash are part of the rent, power and internet are not (about $140 a month).',
  'The lease runs for 12 months, or for 6 at a rent that is 8% higher.',
  'We open the gym at 6:00 and close it at 22:30, on Sundays at 20:00.',
  'An application takes two working days: we look at income, references and history.',
  'Reference A-20417 stays valid until 2026-11-30, so there is no need to hurry.',
  'You can break the lease with 60 days of notice and a fee of one month of rent.',
  'Laundry is in the basement; a wash costs $2.75, a dryer $1.50.',
];

type Chance = () => number;

const sentence = (chance: Chance): string =>
  sentences[Math.floor(chance() * sentences.length)] ?? '';

const prose = (chance: Chance, length: number): string => {
  const parts: string[] = [];
  for (let size = 0; size < length; size += parts.at(-1)?.length ?? 0) parts.push(sentence(chance));
  return parts.join(' ');
};

/** About 1 KB each. Of the answers some break a check; what breaks it is beyond doubt for any reader. */
export const question = (chance: Chance): string => `${prose(chance, 900)} When could I see it?`;

export const answer = (chance: Chance): string => {
  const rare = () => chance() < 0.03;
  const place = rare() ? 'our house' : 'Juniper Court';
  const time = rare() ? 'soon' : `at ${1 + Math.floor(chance() * 11)}:30 pm`;
  const parts = [`Thank you for asking about ${place}.`, prose(chance, rare() ? 2400 : 850)];
  parts.push(`We can show it ${time}.`);
  if (rare()) parts.push('Write to ada.lovelace@example.org with any question.');
  if (rare()) parts.push('Please call +1 (415) 555-0123 before you come.');
  if (rare()) parts.push('As an AI language model I cannot see the building.');
  return parts.join(' ');
};
