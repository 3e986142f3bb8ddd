/**
 * `npm run simulate`: how often the gate blocks the innocent and misses the guilty, measured with
 * the decision as it is shipped, beside two rules that others use. Draws docs/gate.svg, brings the
 * table of docs/gate.md up to date, and fails where a figure is worse than what is accepted.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { broken } from './simulate/acceptance.ts';
import { cells, measure, type Measured } from './simulate/cells.ts';
import { plot } from './simulate/plot.ts';
import { asMarkdown, asText, type Result } from './simulate/table.ts';

const docs = new URL('../docs/', import.meta.url);

const progress = (done: number): void => {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r${done} of ${cells.length} kinds of pull request simulated`);
  if (done === cells.length) process.stderr.write('\n');
};

type Answer = { index: number; measured: Measured };

/** One process a core; each takes the next cell as it becomes free. */
const measureAll = (): Promise<Result[]> =>
  new Promise((resolve, reject) => {
    const results: Result[] = [];
    // The costliest first, so that nobody is left alone with one at the end.
    const waiting = cells
      .map(({ modes, cases, pulls }, index) => ({ index, cost: modes * cases * pulls }))
      .toSorted((a, b) => a.cost - b.cost);
    let done = 0;
    const give = (child: ChildProcess): void => {
      const task = waiting.pop();
      if (task) child.send(task.index);
      else child.disconnect();
    };
    for (let i = 0; i < Math.min(8, availableParallelism()); i += 1) {
      const child = fork(import.meta.filename, ['worker']);
      child.on('error', reject);
      child.on('exit', (code) => code !== 0 && reject(new Error(`a worker ended with ${code}`)));
      child.on('message', ({ index, measured }: Answer) => {
        const cell = cells[index];
        if (cell) results[index] = { cell, measured };
        done += 1;
        progress(done);
        if (done === cells.length) resolve(results);
        give(child);
      });
      give(child);
    }
  });

/** The other end: measures the cells it is sent. */
const work = (): void => {
  process.on('message', (index: number) => {
    const cell = cells[index];
    if (cell) process.send?.({ index, measured: measure(cell, index) });
  });
};

const marked = /(<!-- simulated -->\n)[^]*?(\n<!-- \/simulated -->)/;

const writeDocs = (results: readonly Result[]): void => {
  writeFileSync(new URL('gate.svg', docs), plot(results));
  const page = new URL('gate.md', docs);
  const table = asMarkdown(results);
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(marked, (_, open, close) => `${open}\n${table}\n${close}`),
  );
};

const main = async (): Promise<void> => {
  const results = await measureAll();
  process.stdout.write(`${asText(results)}\n`);
  writeDocs(results);
  const failures = results.flatMap(({ cell, measured }) => broken(cell, measured));
  for (const failure of failures) process.stderr.write(`not accepted: ${failure}\n`);
  if (failures.length > 0) process.exitCode = 1;
};

if (process.argv[2] === 'worker') work();
else await main();
