import { resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { linesOf } from './foreign/lines.ts';

/**
 * Runs functions of the team's own, one call at a time, for a process that may be killed.
 * In: `{id, file, argument | arguments}`, a path from the working folder; with `load: true` the
 * file is only imported. Out: `{id, value}` or `{id, thrown}`.
 */
type Call = {
  id: unknown;
  file: string;
  load?: boolean;
  argument?: unknown;
  arguments?: unknown[];
};
type Callable = (...given: unknown[]) => unknown;

/** Bytes of requests that may wait for a module. */
const mostWaiting = 64 * 1024 * 1024;

const write = process.stdout.write.bind(process.stdout);
// Standard output belongs to the protocol: what a module prints goes to standard error.
process.stdout.write = process.stderr.write.bind(process.stderr);

// The line is ended first: something may have been written past the redirection.
const answer = (line: object): void => void write(`\n${JSON.stringify(line)}\n`);

const isCallable = (value: unknown): value is Callable => typeof value === 'function';

const functions = new Map<string, Callable>();

const load = async (file: string): Promise<Callable> => {
  const known = functions.get(file);
  if (known !== undefined) return known;
  const loaded: { default?: unknown } = await import(pathToFileURL(resolve(file)).href);
  if (!isCallable(loaded.default)) throw new Error(`the default export of ${file} is no function`);
  functions.set(file, loaded.default);
  return loaded.default;
};

const describe = (thrown: unknown): string =>
  thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);

const perform = async (line: string): Promise<void> => {
  const call: Call = JSON.parse(line);
  try {
    const run = await load(call.file);
    const value = call.load === true ? true : await run(...(call.arguments ?? [call.argument]));
    answer({ id: call.id, value });
  } catch (thrown) {
    answer({ id: call.id, thrown: describe(thrown) });
  }
};

// Whoever asked is gone: nothing that a module still waits for matters.
process.stdin.once('end', () => process.exit());
// Read on while a module is at work: otherwise the end would not be noticed.
const requests = process.stdin.pipe(new PassThrough({ highWaterMark: mostWaiting }));
for await (const line of linesOf(requests)) await perform(line);
