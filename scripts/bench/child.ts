import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { hermeticGit } from '../../__tests__/local/git.ts';

const probe = fileURLToPath(new URL('peak.mjs', import.meta.url));

/** A program that ended: its wall time from start to exit, and its peak of memory in MiB. */
export type Finished = { seconds: number; mebibytes: number; stdout: string };

const environment = { PATH: process.env['PATH'] ?? '', ...hermeticGit };

/** Runs a Node program as a process of its own; throws where it does not succeed. */
export const runNode = async (args: readonly string[], cwd: string): Promise<Finished> => {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', probe, ...args], {
    cwd,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<{ code: number | null; seconds: number }>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code, seconds: (performance.now() - began) / 1000 }));
  });
  const [stdout, stderr, peak] = await Promise.all([
    text(child.stdout as Readable),
    text(child.stderr as Readable),
    text(child.stdio[3] as Readable),
  ]);
  const { code, seconds } = await ended;
  if (code !== 0) throw new Error(`${args.join(' ')} exited with ${code}: ${stderr}${stdout}`);
  return { seconds, mebibytes: Number(peak) / 1024, stdout };
};

/** Of an odd number of values. */
export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

export const typical = (runs: readonly Finished[]) => ({
  seconds: median(runs.map(({ seconds }) => seconds)),
  fastest: Math.min(...runs.map(({ seconds }) => seconds)),
  mebibytes: median(runs.map(({ mebibytes }) => mebibytes)),
});

export type Typical = ReturnType<typeof typical>;
