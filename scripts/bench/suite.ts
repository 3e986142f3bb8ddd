import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { git } from '../../__tests__/local/git.ts';
import { temporaryFolder } from '../../__tests__/local/scratch.ts';

export const paths = { cases: 'evals/cases/all.jsonl', outputs: 'outputs/all.jsonl' };

type Suite = {
  /** The YAML of `models`, where there are any, and of the one target's `run`. */
  models?: string;
  run: string;
  concurrency: number;
  /** The assertion of each failure mode's one eval. */
  modes: Record<string, string>;
  files: Record<string, string>;
};

const config = ({ models = '{}', run, concurrency }: Suite): string => `version: 1
models: ${models}
targets:
  leasing:
    run: ${run}
    cases: [${paths.cases}]
    concurrency: ${concurrency}
budget: { calls: 100000, usd: 0, minutes: 10 }
`;

const mode = (id: string, assertion: string): string => `name: ${id}
definition: An answer that breaks ${id}.
opinion: true
evals:
  - { id: holds, rung: code, target: leasing, assert: [${assertion}] }
`;

const person = { name: 'Ada Lovelace', email: 'ada@example.com' };

/** A Git repository without a remote, where a user would type `failmode check`. */
export const startSuite = async (suite: Suite): Promise<string> => {
  const root = temporaryFolder('bench');
  const modes = Object.entries(suite.modes).map(([id, assertion]) => [
    `evals/modes/${id}.yml`,
    mode(id, assertion),
  ]);
  const files: Record<string, string> = {
    'evals/failmode.yml': config(suite),
    ...Object.fromEntries(modes),
    ...suite.files,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  await git(root, ['init', '--quiet', '--initial-branch=main']);
  await git(root, ['add', '--all']);
  const as = ['-c', `user.name=${person.name}`, '-c', `user.email=${person.email}`];
  await git(root, [...as, 'commit', '--quiet', '--message', 'Begin']);
  return root;
};

export const jsonLines = (count: number, make: (index: number) => object): string =>
  Array.from({ length: count }, (_, index) => `${JSON.stringify(make(index))}\n`).join('');

export const caseId = (index: number): string => `c-${String(index).padStart(5, '0')}`;
