import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { wilson } from '../../src/decide/statistics/wilson.ts';
import { evalTexts } from '../../src/frequency/words.ts';
import { begin, jsonl, note, trace, traces, tracesFile } from './measured.ts';

const cold = 'Read the house rules.';
const warm = 'I am glad to help.';

const mode = (name: string, evals: string, more = ''): string =>
  `name: ${name}\ndefinition: d\n${more}evals:\n${evals}`;

const check = (id: string, assert: string, more = ''): string =>
  `  - { id: ${id}, rung: code, target: desk, assert: [${assert}]${more} }\n`;

test('how often a mode happens is counted over the traces', async () => {
  const { measure } = await begin({ files: tracesFile(...traces({ [warm]: 48, [cold]: 12 })) });
  const { traces: count, modes, problems } = await measure();
  expect({ count, problems }).toEqual({ count: 60, problems: [] });
  expect(modes).toMatchObject([
    {
      mode: 'cold',
      by: 'code',
      eval: 'cold/no-house-rules',
      traces: 60,
      applicable: 60,
      happened: 12,
      errors: 0,
      rate: { value: 0.2, ...wilson(12, 60) },
      last: undefined,
    },
  ]);
  const sightings = modes[0]?.evals[0]?.sightings;
  expect(sightings?.map((one) => one.trace)).toEqual(['t-48', 't-49', 't-50']);
});

test('what an eval skips does not apply; what it cannot measure neither happened nor not', async () => {
  const timed = (id: string, latency_ms: number) => trace(id, warm, { latency_ms });
  const { measure } = await begin({
    gate: '{ max_errors: 0.5 }',
    files: {
      'evals/modes/slow.yml': mode(
        'Slow',
        check(
          'fast',
          '{ type: latency, max_ms: 100 }',
          ', when: [{ type: contains, value: glad }]',
        ),
        'opinion: true\n',
      ),
      ...tracesFile(
        timed('fast', 50),
        timed('slow', 150),
        trace('untimed', warm),
        trace('other', cold, { latency_ms: 999 }),
        trace('down', '', { error: '503 from the model', latency_ms: 999 }),
      ),
    },
  });
  const { modes, unanswered } = await measure();
  expect(unanswered).toBe(1);
  const slow = modes.find((one) => one.mode === 'slow');
  expect(slow).toMatchObject({
    opinion: true,
    traces: 4,
    applicable: 3,
    happened: 1,
    errors: 1,
    rate: { value: 0.5, ...wilson(1, 2) },
  });
  expect(slow?.evals[0]?.error).toMatch(/no latency_ms/);
});

test('where more could not be measured than the gate allows, what is left is no rate', async () => {
  const fast = '{ type: latency, max_ms: 100 }';
  const { measure } = await begin({
    files: {
      'evals/modes/cold.yml': mode('Cold', check('fast', fast), 'opinion: true\n'),
      ...tracesFile(trace('slow', warm, { latency_ms: 999 }), trace('a', warm), trace('b', warm)),
    },
  });
  const [one] = (await measure()).modes;
  expect(one).toMatchObject({ applicable: 3, happened: 1, errors: 2, rate: undefined });
  expect(one && evalTexts(one.evals[0]!)).toEqual([
    '2 traces could not be measured, more than `gate.max_errors` allows: no rate is told',
  ]);
});

test('what ended without an answer says nothing of how it answers', async () => {
  const { measure } = await begin({
    files: tracesFile(trace('a', '', { error: '503' }), trace('b', '', { error: '503' })),
  });
  const [one] = (await measure()).modes;
  expect(one).toMatchObject({ applicable: 0, happened: 0, errors: 0, rate: undefined });
});

test('a mode shows the worst of its evals, and the modes stand by their rates', async () => {
  const rare = check('rare', '{ type: contains, value: "42", not: true }');
  const often = check('often', '{ type: contains, value: glad, not: true }');
  const { measure } = await begin({
    files: {
      'evals/modes/two.yml': mode('Two', rare + often, 'opinion: true\n'),
      ...tracesFile(...traces({ [warm]: 30, [cold]: 10, '42': 1 })),
    },
  });
  const { modes } = await measure();
  expect(modes.map((one) => [one.mode, one.eval, one.happened])).toEqual([
    ['two', 'two/often', 30],
    ['cold', 'cold/no-house-rules', 10],
  ]);
  expect(modes[0]?.evals.map((one) => [one.name, one.happened])).toEqual([
    ['two/rare', 1],
    ['two/often', 30],
  ]);
});

test('a mode without an eval is shown as people read it; one that nobody saw, last', async () => {
  const { measure } = await begin({
    files: {
      'evals/modes/ignores.yml': 'name: Ignores the question\ndefinition: d\n',
      'evals/modes/rude.yml': 'name: Rude\ndefinition: d\nopinion: true\n',
      'evals/notes.jsonl': jsonl([
        note('t-1', ['ignores']),
        note('t-2', ['cold']),
        note('t-3', ['ignores']),
        note('t-3', [], { at: '2026-11-17T10:00:00Z' }),
        note('t-4', []),
      ]),
      ...tracesFile(...traces({ [warm]: 9, [cold]: 1 })),
    },
  });
  const { modes } = await measure();
  expect(modes).toMatchObject([
    { mode: 'ignores', by: 'people', happened: 1, applicable: 4, rate: { value: 0.25 } },
    { mode: 'cold', by: 'code', read: { count: 1, of: 4 } },
    { mode: 'rude', by: undefined, opinion: true, rate: undefined },
  ]);
});

const twoTargets = {
  'evals/failmode.yml': `version: 1
targets:
  desk: { run: { command: [node, app.mjs] }, cases: [evals/cases.jsonl] }
  shop: { run: { command: [node, app.mjs] }, cases: [evals/cases.jsonl] }
`,
  'evals/modes/pricey.yml': mode(
    'Pricey',
    '  - { id: p, rung: code, target: shop, assert: [{ type: contains, value: EUR }] }\n',
    'opinion: true\n',
  ),
};

const ofShop = trace('s', 'EUR 3', { metadata: { target: 'shop' } });

test('of several targets, a trace is of the one that it names, else of the one asked for', async () => {
  const { measure } = await begin({
    files: { ...twoTargets, ...tracesFile(ofShop, trace('a', cold), trace('b', cold)) },
  });
  const countsOf = async (target?: string) => {
    const { modes, unassigned } = await measure(target === undefined ? {} : { target });
    const counts = modes.map((one) => `${one.mode} ${one.happened}/${one.traces}`);
    return { unassigned, counts: counts.toSorted() };
  };
  expect(await countsOf()).toEqual({ unassigned: 2, counts: ['cold 0/0', 'pricey 0/1'] });
  expect(await countsOf('desk')).toEqual({ unassigned: 0, counts: ['cold 2/2', 'pricey 0/1'] });
  expect(await countsOf('shop')).toEqual({ unassigned: 0, counts: ['cold 0/0', 'pricey 2/3'] });
  await expect(measure({ target: 'dsk' })).rejects.toMatchObject({
    message: 'there is no target `dsk`',
    remedy: 'did you mean `desk`?',
  });
});

test('where no trace is of a known target, this is no measurement', async () => {
  const { measure } = await begin({ files: { ...twoTargets, ...tracesFile(trace('a', cold)) } });
  await expect(measure()).rejects.toMatchObject({
    message: 'no trace says which target it is of',
    remedy: expect.stringContaining('--target'),
  });
});

test('the traces are those of looking.traces, or those that were asked for', async () => {
  const { measure } = await begin({
    files: (url) => ({
      'evals/failmode.yml': `version: 1
models: { judge: { model: small, base_url: ${url}, api_key_env: MODEL_KEY } }
targets:
  desk: { run: { command: [node, app.mjs] }, cases: [evals/cases.jsonl] }
looking: { traces: [logs/*.jsonl] }
`,
      'logs/a.jsonl': jsonl(traces({ [warm]: 3 })),
      'more/b.jsonl': jsonl(traces({ [cold]: 5 })),
    }),
  });
  expect(await measure()).toMatchObject({ traces: 3, from: 'logs/*.jsonl' });
  expect(await measure({ traces: ['more/*.jsonl'] })).toMatchObject({ traces: 5 });
});

test('a program that looking.traces names is asked for the traces', async () => {
  const { measure } = await begin({
    files: {
      'pull.mjs': `console.log(JSON.stringify({ messages: [
        { role: 'user', content: 'Fees?' }, { role: 'assistant', content: '${cold}' } ] }));`,
      'evals/failmode.yml': `version: 1
targets:
  desk: { run: { command: [node, app.mjs] }, cases: [evals/cases.jsonl] }
looking: { traces: { command: [node, pull.mjs] } }
`,
    },
  });
  expect(await measure()).toMatchObject({ traces: 1, modes: [{ mode: 'cold', happened: 1 }] });
});

test.each([
  ['no file', {}, /no file matches traces/, /failmode import traces FILE/],
  ['an empty file', { 'traces/a.jsonl': '\n' }, /nothing is in traces/, /failmode import traces/],
  [
    'a file of raw chats',
    { 'traces/a.jsonl': jsonl([{ messages: [] }]) },
    /none of its 1 lines is a Failmode trace/,
    /failmode import traces traces\/a\.jsonl/,
  ],
])('without traces (%s) it says how to get some', async (_, files, why, remedy) => {
  const { measure } = await begin({ files });
  await expect(measure()).rejects.toMatchObject({
    message: 'there are no traces to measure',
    why: expect.stringMatching(why),
    remedy: expect.stringMatching(remedy),
  });
});

test('a line that is no trace is told, and the others are measured', async () => {
  const { measure } = await begin({ files: tracesFile(trace('a', cold), { id: 7, source: {} }) });
  const { traces: count, problems } = await measure();
  expect(count).toBe(1);
  expect(problems[0]).toMatchObject({ file: 'traces/a.jsonl', line: 2 });
});

/** Traces on disk in place of those before. */
const put = async (work: string, all: readonly unknown[]): Promise<void> => {
  const path = join(work, 'traces/a.jsonl');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, jsonl(all));
};

const historyOf = (work: string): string => join(work, '.git/failmode/measured.jsonl');

test('the last time over other traces stands beside it, and whether the change is beyond luck', async () => {
  const { measure, repository } = await begin({
    files: tracesFile(...traces({ [cold]: 10, [warm]: 90 })),
  });
  const first = await measure();
  expect(first.modes[0]?.last).toBeUndefined();
  await put(repository.work, traces({ [cold]: 30, [warm]: 70 }, 100));
  const second = await measure();
  expect(second.modes[0]?.last).toMatchObject({
    at: first.at,
    commit: await repository.head(),
    rate: { value: 0.1, ...wilson(10, 100) },
    beyondLuck: true,
  });
  // The same traces again are no other time, in whatever order they stand.
  await put(repository.work, traces({ [cold]: 30, [warm]: 70 }, 100).toReversed());
  expect((await measure()).modes[0]?.last).toMatchObject({ at: first.at });
  await put(repository.work, traces({ [cold]: 33, [warm]: 67 }, 200));
  expect((await measure()).modes[0]?.last).toMatchObject({
    rate: { value: 0.3 },
    beyondLuck: false,
  });
  const changed = await repository.git('status', '--porcelain', '--untracked-files=all');
  expect(changed.trim()).toBe('M traces/a.jsonl');
});

test('damaged lines of earlier times are passed over', async () => {
  const { measure, repository } = await begin({
    files: tracesFile(...traces({ [cold]: 1, [warm]: 9 })),
  });
  await measure();
  const [line = ''] = (await readFile(historyOf(repository.work), 'utf8')).split('\n');
  const torn = `${line}\n{"at":"x"}\n[]\nnull\n\u0000\n${line.slice(0, 40)}`;
  await writeFile(historyOf(repository.work), torn);
  await put(repository.work, traces({ [cold]: 1, [warm]: 4 }, 50));
  expect((await measure()).modes[0]?.last).toMatchObject({ rate: { value: 0.1 } });
  await put(repository.work, traces({ [warm]: 4 }, 90));
  expect((await measure()).modes[0]?.last).toMatchObject({ rate: { value: 0.2 } });
});

test('what another eval counted is not compared', async () => {
  const { measure, repository } = await begin({
    files: tracesFile(...traces({ [cold]: 1, [warm]: 9 })),
  });
  await measure();
  const other = check('no-house-rules', '{ type: contains, value: rules, not: true }');
  await repository.commit({
    'evals/modes/cold.yml': mode('Cold answer', other),
    ...tracesFile(...traces({ [cold]: 5, [warm]: 5 }, 50)),
  });
  expect((await measure()).modes[0]?.last).toMatchObject({
    rate: { value: 0.1 },
    incomparable: 'the eval was changed since',
  });
});

test('another worktree knows what was measured in the first', async () => {
  const { measure, repository } = await begin({
    files: tracesFile(...traces({ [cold]: 1, [warm]: 9 })),
  });
  await measure();
  const other = `${repository.work}-other`;
  await repository.git('worktree', 'add', '--quiet', '--detach', other);
  await put(other, traces({ [cold]: 5, [warm]: 5 }, 50));
  expect((await measure({}, other)).modes[0]?.last).toMatchObject({ rate: { value: 0.1 } });
});
