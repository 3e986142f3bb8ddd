import { describe, expect, test } from 'vitest';
import { chanceFrom, shuffled } from '../../src/chance.ts';
import { climb, type Climb } from '../../src/climb/climb.ts';
import type { Corpora, Example } from '../../src/climb/sample.ts';
import { answer, examplesOf, type Made } from './answers.ts';
import { asPasted } from './pasted.ts';

const waived = 'We will waive the deposit for you.';
const housing = 'We are an equal housing provider.';
const corpora: Corpora = new Map([['kb', new Set(['pet-rules', 'parking', 'fees'])]]);

const proposalsOf = async (examples: readonly Example[], options: { corpora?: Corpora } = {}) => {
  const found = await climb(examples, { seed: 7, ...options });
  return found.outcome === 'proposals' ? found.proposals : [];
};

const best = async (make: (chance: () => number, index: number) => Made, count = 200) => {
  const [first] = await proposalsOf(examplesOf(count, make), { corpora });
  return first;
};

const perfect = (count: number) => ({
  precision: { count, of: count },
  recall: { count, of: count },
  ready: true,
  wrong: [],
  wrongCount: 0,
});

const words = (text: string): number => text.split(' ').length;
const cite = (id: string): string => `See our policy [kb:${id}].`;
const known = ['pet-rules', 'parking', 'fees'];

describe('what decides is found', () => {
  test.each<[string, string, object[], (chance: () => number, isFail: boolean) => Made['output']]>([
    [
      'a phrase that must not be there',
      'phrases',
      [{ type: 'contains', value: 'waive', ignore_case: true, not: true }],
      (chance, isFail) => answer(chance, isFail ? [waived] : []),
    ],
    [
      'a phrase that must be there',
      'phrases',
      [{ type: 'contains', value: 'housing', ignore_case: true }],
      (chance, isFail) => answer(chance, isFail ? [] : [housing]),
    ],
    [
      'a tool that must not be called',
      'tool calls',
      [{ type: 'tool-not-called', name: 'bookTour' }],
      (chance, isFail) => ({
        output: answer(chance),
        tool_calls: [{ name: isFail ? 'bookTour' : 'searchUnits' }, { name: 'handOff' }],
      }),
    ],
    [
      'a tool that must be called, where others call none',
      'tool calls',
      [{ type: 'tool-called', name: 'searchUnits' }],
      (chance, isFail) => ({
        output: answer(chance),
        ...(!isFail && { tool_calls: [{ name: 'searchUnits' }] }),
      }),
    ],
    [
      'a shape',
      'pattern',
      [{ type: 'regex', pattern: '\\b[A-Z]{4,}\\b', not: true }],
      (chance, isFail) =>
        answer(chance, [
          isFail
            ? `You will find ${['PARKING', 'LAUNDRY', 'STORAGE', 'ELEVATORS', 'ROOFTOP', 'CONCIERGE'][Math.floor(chance() * 6)]} here.`
            : 'You will find parking, laundry, storage, elevators, rooftop and concierge here.',
        ]),
    ],
    [
      'JSON',
      'structure',
      [{ type: 'json' }],
      (chance, isFail) => {
        const json = JSON.stringify({ reply: answer(chance) });
        return isFail ? json.slice(0, -1 - Math.floor(chance() * 20)) : json;
      },
    ],
    [
      'how an answer begins',
      'structure',
      [{ type: 'starts-with', value: 'dear', ignore_case: true, not: true }],
      (chance, isFail) =>
        `${isFail ? 'Dear friend, hello.' : 'Hello, dear friend.'} ${answer(chance)}`,
    ],
    [
      'a citation of what is not in the corpus',
      'citations',
      [{ type: 'citations-exist', corpus: 'kb', pattern: expect.any(String) }],
      (chance, isFail) =>
        answer(chance, [
          cite(isFail ? `page-${Math.floor(chance() * 1e6)}` : known[Math.floor(chance() * 3)]!),
        ]),
    ],
    [
      'a citation of what was not retrieved',
      'citations',
      [{ type: 'citations-exist', corpus: 'kb', pattern: expect.any(String), retrieved: true }],
      (chance, isFail) => {
        const at = Math.floor(chance() * 3);
        const documents = [{ id: known[isFail ? (at + 1) % 3 : at]! }];
        return { output: answer(chance, [cite(known[at]!)]), documents };
      },
    ],
  ])('%s', async (_name, family, assert, output) => {
    const first = await best((chance, index) => {
      const isFail = index % 3 === 0;
      return { output: output(chance, isFail), isFail };
    });
    expect(first).toMatchObject({ family, assert, ...perfect(67) });
  });

  test('a length, and its limit stands between the longest pass and the shortest fail', async () => {
    const first = await best((chance) => {
      const output = answer(chance, [], 1 + Math.floor(chance() * 8));
      return { output, isFail: words(output) > 85 };
    });
    expect(first).toMatchObject({
      family: 'length',
      assert: [{ type: 'length', max: { words: 85 } }],
    });
    expect(first?.ready).toBe(true);
  });

  test('a length, with a round limit where there is room for one', async () => {
    const first = await best((chance, index) => {
      const isFail = index % 2 === 0;
      return { output: answer(chance, [], isFail ? 11 : 2), isFail };
    });
    expect(first?.assert).toEqual([{ type: 'length', max: { words: 100 } }]);
  });

  test('a value in an answer that is JSON', async () => {
    const first = await best((chance, index) => {
      const isFail = index % 2 === 0;
      return { output: { output: { unit: isFail ? null : 'A1', reply: answer(chance) } }, isFail };
    });
    expect(first).toMatchObject({ ready: true, wrongCount: 0 });
  });

  test('a phrase under labels of which one in twenty is wrong', async () => {
    const first = await best((chance, index) => {
      const isWaived = index % 2 === 0;
      const isFail = isWaived !== chance() < 0.05;
      return { output: answer(chance, isWaived ? [waived] : []), isFail };
    });
    expect(first?.assert).toEqual([
      { type: 'contains', value: 'waive', ignore_case: true, not: true },
    ]);
    expect(first?.ready).toBe(true);
    expect(first?.wrong).toHaveLength(Math.min(10, first?.wrongCount ?? 0));
    expect(first?.wrongCount).toBeGreaterThan(4);
  });

  test('several phrases, any of which is a fail', async () => {
    const lies = [waived, 'I personally guarantee approval.', 'Your pets stay free forever.'];
    const first = await best((chance, index) => ({
      output: answer(chance, index % 2 === 0 ? [lies[(index / 2) % 3]!] : []),
      isFail: index % 2 === 0,
    }));
    expect(first).toMatchObject({ family: 'phrases', ...perfect(100) });
    expect(first?.assert).toMatchObject([{ any: { length: 3 }, not: true }]);
  });

  test('two kinds together, where neither is enough', async () => {
    const first = await best((chance, index) => {
      const isWaived = index % 3 === 0;
      const output = answer(chance, isWaived ? [waived] : [], 1 + Math.floor(chance() * 6));
      return { output, isFail: isWaived || words(output) > 85 };
    }, 240);
    expect(first).toMatchObject({ family: 'two together', ready: true });
    expect(first?.assert.map(({ type }) => type).toSorted()).toEqual(['contains', 'length']);
  });
});

describe('what is said of a proposal', () => {
  test('the share of fails among the labels does not change which labels are wrong', async () => {
    const first = await best((chance, index) => {
      const isFail = index % 4 === 0;
      const isWaived = isFail ? index % 20 !== 0 : index % 40 === 1;
      return { output: answer(chance, isWaived ? [waived] : []), isFail };
    });
    expect(first).toMatchObject({
      family: 'phrases',
      precision: { count: 40, of: 45 },
      recall: { count: 40, of: 50 },
      ready: true,
      wrongCount: 15,
    });
    expect(first?.wrong[0]).toEqual({ id: 'label-0000', label: 'fail' });
  });

  test('a higher minimum leaves it unready', async () => {
    const examples = examplesOf(100, (chance, index) => ({
      output: answer(chance, index % 2 === 0 && index % 10 !== 0 ? [waived] : []),
      isFail: index % 2 === 0,
    }));
    const readiness = async (minimum: number): Promise<unknown> => {
      const found = await climb(examples, { seed: 1, minimum });
      return found.outcome === 'proposals' && found.proposals[0]?.ready;
    };
    expect([await readiness(0.8), await readiness(0.81)]).toEqual([true, false]);
  });

  test('what is pasted is valid in a mode file, and is what was proposed', async () => {
    const proposals = await proposalsOf(
      examplesOf(200, (chance, index) => ({
        output: {
          output: answer(
            chance,
            [cite(index % 2 === 0 ? `p-${index}` : 'fees')],
            1 + (index % 2) * 4,
          ),
          tool_calls: [{ name: index % 2 === 0 ? 'book: "tour" #1' : 'search' }],
        },
        isFail: index % 2 === 0,
      })),
      { corpora },
    );
    expect(proposals).toHaveLength(3);
    for (const { yaml, assert } of proposals) expect(asPasted(yaml)).toEqual(assert);
  });

  test('it is the same in any order of the examples, and again', async () => {
    const examples = examplesOf(120, (chance, index) => ({
      output: answer(chance, index % 3 === 0 ? [waived] : []),
      isFail: (index % 3 === 0) !== chance() < 0.1,
    }));
    const found = await climb(examples, { seed: 3 });
    const turned = shuffled(examples, chanceFrom(1));
    expect(found.outcome).toBe('proposals');
    expect(await climb(turned, { seed: 3 })).toEqual(found);
    expect(await climb(examples, { seed: 3 })).toEqual(found);
  });
});

describe('nothing is proposed', () => {
  // More labels take longer, and at 29 a rule that counted families alone was fooled by them.
  test.each([
    [90, 200],
    [250, 60],
  ])(
    'where %i labels are tosses of a coin, %i times',
    async (count, times) => {
      const outcomes: Climb['outcome'][] = [];
      for (let seed = 1; seed <= times; seed += 1) {
        const share = [0.5, 0.35, 0.6][seed % 3]!;
        const examples = examplesOf(
          count,
          (chance) => ({
            output: {
              output: answer(chance, [], 1 + Math.floor(chance() * 4)),
              tool_calls: [{ name: chance() < 0.5 ? 'searchUnits' : 'bookTour' }],
            },
            isFail: chance() < share,
          }),
          seed,
        );
        outcomes.push((await climb(examples, { seed })).outcome);
      }
      expect(outcomes).toEqual(outcomes.map(() => 'nothing'));
    },
    180_000,
  );

  test('where the labels follow the case and not the answer, with many trials of a case', async () => {
    const examples = examplesOf(400, (chance, index) => ({
      output: `${answer(chance)} Ask for unit ${Math.floor(index / 8)}.`,
      isFail: Math.floor(index / 8) % 2 === 0,
    })).map((example, index) => ({
      ...example,
      case: { id: `c-${Math.floor(index / 8)}`, input: 'What is free?' },
    }));
    expect(await climb(examples, { seed: 1 })).toMatchObject({ outcome: 'nothing', examples: 400 });
  });

  test('and what came nearest is told with how many were tried', async () => {
    const found = await climb(
      examplesOf(80, (chance, index) => ({ output: answer(chance), isFail: index % 2 === 0 })),
      { seed: 1 },
    );
    expect(found).toMatchObject({ outcome: 'nothing', examples: 80 });
    expect(found.outcome === 'nothing' && found.tried).toBeGreaterThan(100);
    expect(found.outcome === 'nothing' && found.best?.recall.of).toBe(40);
  });

  test.each<[string, number, number, (index: number) => Partial<Example>]>([
    ['there are 19 fails', 19, 81, () => ({})],
    ['there are 19 passes', 81, 19, () => ({})],
    [
      'trials of one case are counted',
      19,
      81,
      (index) => (index < 2 ? { case: { id: 'c-0', input: 'Question 0' } } : {}),
    ],
    [
      'the target failed',
      19,
      81,
      (index) => (index === 0 ? { output: { output: '', error: 'timed out' } } : {}),
    ],
  ])('too few: %s', async (name, fails, passes, over) => {
    const extra = name.startsWith('there') ? 0 : 1;
    const examples = examplesOf(100 + extra, (chance, index) => ({
      output: answer(chance),
      isFail: index < fails + extra,
    }));
    const found = await climb(
      examples.map((example, index) => ({ ...example, ...over(index) })),
      { seed: 1 },
    );
    expect(found).toEqual({ outcome: 'too few', passes, fails, needed: 20 });
  });
});
