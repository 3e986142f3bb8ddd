import { Failure } from '../domain/failure.ts';
import { callsOfProgram, failed, producedFrom, quote } from './answer.ts';
import { isObject, parseJson } from './json.ts';
import type { TargetType } from './target.ts';
import { openWorkers, type LineProtocol } from './workers.ts';

/** The worker's protocol; whatever else the module writes to standard output is passed over. */
const moduleProtocol = (file: string): LineProtocol => ({
  request: (id, one, trial) =>
    JSON.stringify({ id, file, arguments: [one.input, { case: one.id, trial }] }),
  answer(line, id) {
    const answer = parseJson(line);
    if (!isObject(answer) || answer['id'] !== id) return undefined;
    const { value, thrown } = answer;
    if (typeof thrown === 'string') return { produced: failed(`it threw: ${quote(thrown)}`) };
    return { produced: producedFrom(value) };
  },
});

const insideRoot = (file: string): string => {
  if (!/^(?:\/|[A-Za-z]:)|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(file)) return file;
  throw new Failure(
    `${file} is outside the repository`,
    'a module is a file of the repository',
    "write its path from the repository's root",
  );
};

export const module: TargetType = {
  kind: 'module',
  summary: 'calls the default export of a file, `(input, context) => output`',
  callsPerRun: callsOfProgram,
  async open(target, { spawn, worker, root, env }) {
    const where = { cwd: root, env: env(target.run.env) };
    return openWorkers({
      start: () => spawn(worker, where),
      protocol: moduleProtocol(insideRoot(target.run.module ?? '')),
      timeout: target.timeout,
      callsPerRun: callsOfProgram(target),
    });
  },
};
