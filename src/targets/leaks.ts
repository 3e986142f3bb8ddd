import type { Produced } from '../domain/output.ts';
import { redactor } from '../foreign/secrets.ts';
import type { Production } from './target.ts';

type Env = Readonly<Record<string, string | undefined>>;

const secretName = /(?:^|[_-])(?:key|token|secret|passw(?:or)?d|credentials?|pat)(?:$|[_-])/i;

/** The values of what the environment holds by the name of a secret, and of these names. */
const secretsOf = (env: Env, names: Iterable<string>): string[] => {
  const known = new Set([...Object.keys(env).filter((name) => secretName.test(name)), ...names]);
  return [...known].flatMap((name) => env[name] ?? []);
};

/**
 * Lets nothing through that holds a secret of the environment, however it is written: such an output
 * has failed its case, and goes no further; it is neither stored, nor judged, nor shown.
 */
export const withoutSecrets = (
  env: Env,
  names: Iterable<string>,
): ((made: Production) => Production) => {
  const redact = redactor(secretsOf(env, names));
  const checked = (produced: Produced): Produced => {
    if (produced.kind !== 'output') return { ...produced, reason: redact(produced.reason).text };
    return redact(JSON.stringify(produced.output)).found
      ? { kind: 'failed', reason: 'its output held a secret of the environment, and was dropped' }
      : produced;
  };
  return (made) => ({ ...made, produced: checked(made.produced) });
};
