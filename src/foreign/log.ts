import { clean } from './clean.ts';

const prefix = '│ ';

/**
 * Lines for the log of a GitHub job, none of which its runner takes for a command: it looks for
 * `::name::` at the start of a trimmed line, and for `##[name]` anywhere in a line.
 */
export const logsafe = (text: string): string =>
  clean(text)
    .replaceAll('##[', '## [')
    .split('\n')
    .map((line) => prefix + line)
    .join('\n');

/**
 * A block in which the runner obeys no command but the one that ends it: `token` is 128 random
 * bits in hex, new for each block. Write it at once: half of it silences all that follows.
 */
export const guarded = (lines: readonly string[], token: string): string => {
  if (!/^[0-9a-f]{32,}$/.test(token)) {
    throw new Error(
      'The token of a guarded block is too easy to guess: pass 128 random bits in hex.',
    );
  }
  return [`::stop-commands::${token}`, ...lines, `::${token}::`].join('\n');
};
