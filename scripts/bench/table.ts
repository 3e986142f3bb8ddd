import type { Typical } from './child.ts';
import { calls, idealSeconds, together, type Called } from './model-calls.ts';
import type { Compared, Sizes } from './recorded.ts';

/** A ratio that is measured, the most it may be, and the two figures it is made of. */
type Row = { what: string; figures: [string, string]; ratio: number; most?: number };

const seconds = (value: number): string => `${value.toFixed(2)} s`;
const mebibytes = (value: number): string => `${value.toFixed(0)} MiB`;
const milliseconds = (value: number): string => `${(value * 1000).toFixed(3)} ms`;
const count = (value: number): string => value.toLocaleString('en');

/** The aims: the most that the largest suite may take, beside the plain loop. */
const most = { time: 3, memory: 2, growth: 1.25, calls: 1.2 };

const besideLoop = ({ cases, product, plain }: Compared, isLargest: boolean): Row[] => [
  {
    what: `${count(cases)} cases: time`,
    figures: [seconds(product.seconds), seconds(plain.seconds)],
    ratio: product.seconds / plain.seconds,
    ...(isLargest && { most: most.time }),
  },
  {
    what: `${count(cases)} cases: memory`,
    figures: [mebibytes(product.mebibytes), mebibytes(plain.mebibytes)],
    ratio: product.mebibytes / plain.mebibytes,
    ...(isLargest && { most: most.memory }),
  },
];

/** Seconds for each case more, of the fastest runs: what a run takes once falls out. */
const eachMore = (smaller: Compared, larger: Compared): number =>
  (larger.product.fastest - smaller.product.fastest) / (larger.cases - smaller.cases);

const growth = ([small, middle, large]: Sizes): Row => {
  const [first, last] = [eachMore(small, middle), eachMore(middle, large)];
  return {
    what: `each case more, to ${count(large.cases)} / to ${count(middle.cases)}`,
    figures: [milliseconds(last), milliseconds(first)],
    ratio: last / first,
    most: most.growth,
  };
};

const besideIdeal = (what: string, called: Called): Row => ({
  what,
  figures: [seconds(called.seconds), seconds(idealSeconds)],
  ratio: called.seconds / idealSeconds,
});

const judged = ({ ratio, most: limit }: Row): [string, string] =>
  limit === undefined ? ['–', ''] : [`≤ ${limit}`, ratio <= limit ? 'holds' : 'misses'];

const cells = (row: Row): string[] => [
  row.what,
  ...row.figures,
  row.ratio.toFixed(2),
  ...judged(row),
];

const aligned = (rows: readonly string[][]): string => {
  const widths =
    rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  const line = (row: string[]) =>
    row.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
    );
  return rows.map((row) => line(row).join('   ').trimEnd()).join('\n');
};

export const recordedTable = (compared: Sizes): string => {
  const largest = compared[2];
  const rows = [...compared.flatMap((one) => besideLoop(one, one === largest)), growth(compared)];
  const head = ['Recorded outputs', 'failmode', 'plain loop', 'ratio', 'aim', ''];
  const perCase = compared.map(
    ({ cases, product }) => `${milliseconds(product.seconds / cases)} at ${count(cases)}`,
  );
  return `${aligned([head, ...rows.map(cells)])}\nStart-up and all, a case takes ${perCase.join(', ')}.`;
};

export const callsTable = ({ steady, faulty }: { steady: Called; faulty: Called }): string => {
  const rows = [
    { ...besideIdeal(`${calls} calls, ${together} at once`, steady), most: most.calls },
    besideIdeal('the same, 5 % 429 and 2 % 500', faulty),
  ];
  const head = ['Model calls of 200 ms', 'failmode', 'ideal', 'ratio', 'aim', ''];
  const told = (name: string, { graded, requests, inFlight }: Called) =>
    `${name}: ${graded} of ${calls} cases graded with ${requests} requests, at most ${inFlight} in flight: ${graded === calls ? 'holds' : 'misses'}`;
  return [
    aligned([head, ...rows.map(cells)]),
    told('No case lost, without faults', steady),
    told('No case lost, with faults', faulty),
  ].join('\n');
};

export const startLine = (failmode: Typical, node: Typical): string =>
  `Start-up, in all figures below: failmode ${seconds(failmode.seconds)}, ${mebibytes(failmode.mebibytes)}; Node alone ${seconds(node.seconds)}, ${mebibytes(node.mebibytes)}.`;
