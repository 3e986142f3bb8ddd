import type { Produced } from '../domain/output.ts';
import { callsOfProgram, errored, failed, producedFrom, quote } from './answer.ts';
import { isObject, parseJson } from './json.ts';
import type { TargetType } from './target.ts';
import { openWorkers, type LineProtocol } from './workers.ts';

const lost = (produced: Produced) => ({ produced, lost: true });

/** `{id, case, trial, input}` in, `{id, ...output}` or `{id, error}` out. */
export const caseProtocol: LineProtocol = {
  request: (id, one, trial) => JSON.stringify({ id, case: one.id, trial, input: one.input }),
  answer(line, id) {
    const parsed = parseJson(line);
    if (parsed === undefined)
      return lost(failed(`answered a line that is not JSON: ${quote(line)}`));
    if (!isObject(parsed)) return lost(failed(`answered a line that is no object: ${quote(line)}`));
    const { id: answered, ...output } = parsed;
    if (answered === undefined) return lost(errored('answered without the id of the request'));
    if (answered !== id && answered !== Number(id)) {
      return lost(errored('answered with the id of another request'));
    }
    return { produced: producedFrom(output) };
  },
};

export const command: TargetType = {
  kind: 'command',
  summary: "starts the team's own program once a worker; one JSON line in, one JSON line out",
  callsPerRun: callsOfProgram,
  async open(target, { spawn, root, env }) {
    const where = { cwd: root, env: env(target.run.env) };
    return openWorkers({
      start: () => spawn(target.run.command ?? [], where),
      protocol: caseProtocol,
      timeout: target.timeout,
      callsPerRun: callsOfProgram(target),
    });
  },
};
