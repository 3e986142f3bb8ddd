import { expect, test } from 'vitest';
import { traceSchema } from '../../src/domain/trace.ts';
import { Failure } from '../../src/domain/failure.ts';
import { bytesOf, names, read } from './fixtures.ts';

/** Mulberry32. */
const chanceOf = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};
type Chance = ReturnType<typeof chanceOf>;

const deep = `${'['.repeat(5000)}1${']'.repeat(5000)}`;
const deepText = JSON.stringify(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`);
const values: string[] = [
  'null',
  'true',
  '7',
  '-1',
  '1e400',
  '99999999999999999999999',
  '""',
  '[]',
  '{}',
  '"x"',
  '[[]]',
  '[null]',
  '[{}]',
  '{"role":5}',
  '[1,"2",{"role":{}}]',
  '"[{]"',
  '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
  deep,
  deepText,
  '"\\u001b]0;title\\u0007\\u202e<script>alert(1)</script>"',
];

const at = (text: string, pattern: RegExp, chance: Chance): RegExpExecArray | undefined => {
  const all = [...text.matchAll(pattern)];
  return all[chance(all.length)];
};

const swapText = (text: string, found: RegExpExecArray | undefined, by: string): string =>
  found === undefined
    ? text
    : text.slice(0, found.index) + by + text.slice(found.index + found[0].length);

const key = /"[^"\\\n]*"(?=\s*:)/g;
const scalar = /(?<=:\s*)(?:"(?:[^"\\\n]|\\.)*"|-?\d[\d.]*|null|true|false)/g;

const damages: ((text: string, chance: Chance) => string)[] = [
  (text, chance) => {
    const bytes = Buffer.from(text);
    for (let flips = chance(4) + 1; flips > 0; flips -= 1) {
      bytes[chance(bytes.length)] = chance(256);
    }
    return bytes.toString();
  },
  (text, chance) => text.slice(0, chance(text.length)),
  (text, chance) => text.slice(chance(text.length)),
  (text, chance) => swapText(text, at(text, key, chance), '"gone"'),
  (text, chance) => swapText(text, at(text, key, chance), '"__proto__"'),
  (text, chance) => swapText(text, at(text, scalar, chance), values[chance(values.length)] ?? ''),
  (text, chance) => {
    const lines = text.split('\n');
    const line = chance(lines.length);
    return lines.toSpliced(line, 0, lines[line] ?? '').join('\n');
  },
];

/** What is not text but a whole value: a list or an object of the parsed file, replaced. */
const swapType = (text: string, chance: Chance): string => {
  // The test itself must not overflow its stack.
  if (text.includes('[[[[')) return text;
  const lines = text.split('\n');
  const places: [holder: Record<string, unknown>, name: string][] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const name of Object.keys(value)) {
      places.push([value as Record<string, unknown>, name]);
      visit((value as Record<string, unknown>)[name]);
    }
  };
  const parse = (json: string): unknown => {
    try {
      return JSON.parse(json);
    } catch {
      return undefined;
    }
  };
  const all = parse(text) === undefined ? lines.map(parse) : [parse(text)];
  all.forEach(visit);
  const [holder, name] = places[chance(places.length)] ?? [];
  if (holder === undefined || name === undefined) return text;
  holder[name] = '@@@';
  const by = values[chance(values.length)] ?? '';
  return all.map((value) => JSON.stringify(value)?.replace('"@@@"', () => by) ?? '').join('\n');
};

const damage = (text: string, chance: Chance): string => {
  const kinds = [...damages, swapType, swapType];
  let damaged = text;
  for (let times = chance(3) + 1; times > 0; times -= 1) {
    damaged = kinds[chance(kinds.length)]?.(damaged, chance) ?? damaged;
  }
  return damaged;
};

/** Every record is in a trace, merged into one, or lost; every trace is one by its schema. */
const account = (name: string, text: string): 'failed' | 'read' => {
  try {
    for (const { traces, losses, records, merged } of read(name, text)) {
      const lost = losses.reduce((sum, loss) => sum + loss.records, 0);
      expect(traces.length + merged + lost).toBe(records);
      expect(merged).toBeGreaterThanOrEqual(0);
      expect(new Set(traces.map(({ id }) => id)).size).toBe(traces.length);
      for (const trace of traces) {
        expect(traceSchema.safeParse(JSON.parse(JSON.stringify(trace))).error).toBeUndefined();
      }
      expect(losses.every(({ place, what }) => place !== '' && what !== '')).toBe(true);
    }
    return 'read';
  } catch (error) {
    if (error instanceof Failure && error.why !== '' && error.remedy !== '') return 'failed';
    throw error;
  }
};

const texts = names.map((name) => [name, bytesOf(name).toString()] as const);

test('10 000 damaged files are read in part or refused in words, and no record goes missing', () => {
  const outcomes = { read: 0, failed: 0 };
  for (let seed = 0; seed < 10_000; seed += 1) {
    const [name, text] = texts[seed % texts.length] ?? ['', ''];
    const damaged = damage(text, chanceOf(seed));
    try {
      outcomes[account(name, damaged)] += 1;
    } catch (error) {
      throw new Error(`seed ${seed}, ${name}`, { cause: error });
    }
  }
  expect(outcomes.read).toBeGreaterThan(2000);
  expect(outcomes.failed).toBeGreaterThan(200);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
}, 120_000);
