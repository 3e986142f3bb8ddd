/**
 * `npm run bench`: what the package costs beside a plain loop over the same files, and beside the
 * least that so many model calls can take. Ratios of one run, since machines differ. No timed test:
 * it fails only where something could not be measured, or the product and the loop disagree.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from '../__tests__/local/scratch.ts';
import { typical, runNode, type Finished } from './bench/child.ts';
import { callModels } from './bench/model-calls.ts';
import { compareRecorded } from './bench/recorded.ts';
import { callsTable, recordedTable, startLine } from './bench/table.ts';

const rounds = { start: 5, recorded: 5, calls: 3 };

const progress = (doing: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${doing}`);
};
const show = (text: string): void => {
  progress('');
  process.stdout.write(`${text}\n\n`);
};

/** The package as it is published, of the sources as they are now. */
const buildPackage = (): string => {
  const folder = temporaryFolder('package');
  const root = join(import.meta.dirname, '..');
  const dist = join(folder, 'dist');
  execFileSync(process.execPath, [join(root, 'scripts/build.ts'), dist], { stdio: 'inherit' });
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  return join(dist, 'cli.js');
};

const startUp = async (args: readonly string[]) => {
  const runs: Finished[] = [];
  for (let round = 0; round < rounds.start; round += 1) {
    runs.push(await runNode(args, import.meta.dirname));
  }
  return typical(runs);
};

progress('building the package');
const cli = buildPackage();
show(
  `failmode bench: ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, ${process.platform} ${process.arch}`,
);
progress('starting up');
show(startLine(await startUp([cli, '--help']), await startUp(['--eval', ''])));
const compared = await compareRecorded(cli, rounds.recorded, (round, cases) =>
  progress(`round ${round} of ${rounds.recorded}: ${cases} recorded cases`),
);
show(recordedTable(compared));
progress('calling a model');
show(callsTable(await callModels(cli, rounds.calls)));
