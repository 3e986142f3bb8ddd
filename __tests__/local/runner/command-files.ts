import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files through which a step speaks to the runner, by their variable. */
export type CommandFiles = Record<
  'GITHUB_ENV' | 'GITHUB_OUTPUT' | 'GITHUB_PATH' | 'GITHUB_STATE' | 'GITHUB_STEP_SUMMARY',
  string
>;

/** Empty files, as a step finds them. */
export const createCommandFiles = (temp: string): CommandFiles => {
  const folder = join(temp, '_runner_file_commands');
  mkdirSync(folder, { recursive: true });
  const create = (name: string): string => {
    const path = join(folder, name);
    writeFileSync(path, '');
    return path;
  };
  return {
    GITHUB_ENV: create('set_env'),
    GITHUB_OUTPUT: create('set_output'),
    GITHUB_PATH: create('add_path'),
    GITHUB_STATE: create('save_state'),
    GITHUB_STEP_SUMMARY: create('step_summary'),
  };
};

/** Reads `name=value` and `name<<END` ... `END`, and is as strict as the runner. */
export const readPairs = (path: string): Record<string, string> => {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/);
  const pairs: Record<string, string> = {};
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const [, name, sign, rest = ''] = /^(.+?)(=|<<)(.*)$/.exec(line) ?? [];
    if (name === undefined) throw new Error(`${path}: invalid format '${line}'`);
    if (sign === '=') {
      pairs[name] = rest;
      continue;
    }
    const end = lines.indexOf(rest, at + 1);
    if (end === -1 || rest === '') throw new Error(`${path}: '${name}' has no end '${rest}'`);
    pairs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return pairs;
};

export const readLines = (path: string): string[] =>
  readFileSync(path, 'utf8').split(/\r?\n/).filter(Boolean);

const largestSummary = 1024 * 1024;

/** The job summary; GitHub shows none at all of more than 1024 KiB. */
export const readSummary = (path: string): string => {
  const bytes = readFileSync(path);
  return bytes.length > largestSummary ? '' : bytes.toString();
};
