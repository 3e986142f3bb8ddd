import { milliseconds } from '../domain/config.ts';
import { Failure } from '../domain/failure.ts';
import type { Produced } from '../domain/output.ts';
import { callsOfProgram, errored, failed, producedFrom, production, quote } from './answer.ts';
import { caseProtocol } from './command.ts';
import { isObject, parseJson } from './json.ts';
import type { TargetType } from './target.ts';

const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** `${NAME}` in a header stands for a variable that `run.env` lists. */
const fillHeaders = (
  headers: Readonly<Record<string, string>>,
  allowed: Readonly<Record<string, string>>,
): Record<string, string> => {
  const valueOf = (name: string): string => {
    const value = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
    if (value !== undefined) return value;
    throw new Failure(
      `a header needs ${name}`,
      'it is not set, or `run.env` does not list it',
      `set ${name} and list it in \`run.env\``,
    );
  };
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value.replace(variable, (_, key: string) => valueOf(key)),
    ]),
  );
};

/** The id need not come back: a reply belongs to its request. */
const readAnswer = (text: string, id: string): Produced => {
  const parsed = parseJson(text);
  if (parsed === undefined) return failed(`answered what is not JSON: ${quote(text)}`);
  if (!isObject(parsed)) return producedFrom(parsed);
  const { id: answered = id, ...output } = parsed;
  return answered === id || answered === Number(id)
    ? producedFrom(output)
    : errored('answered with the id of another request');
};

export const http: TargetType = {
  kind: 'http',
  summary: 'POSTs the same JSON line to an endpoint',
  callsPerRun: callsOfProgram,
  async open(target, { post, env }) {
    const { url = '', headers = {} } = target.run.http ?? {};
    const filled = fillHeaders(headers, env(target.run.env));
    const timeoutMs = milliseconds(target.timeout);
    const calls = callsOfProgram(target);
    let lastId = 0;
    return {
      async run(one, trial, signal) {
        const id = String((lastId += 1));
        const body = caseProtocol.request(id, one, trial);
        const posted = await post({ url, headers: filled, body, timeoutMs }, signal);
        if (posted.kind === 'error') return production(errored(posted.reason), calls);
        return production(readAnswer(posted.text, id), calls);
      },
      close: async () => {},
    };
  },
};
