import { Failure } from '../domain/failure.ts';

/** What every program needs to run, and nothing that is secret. */
const ordinary = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'TMPDIR',
  'TMP',
  'TEMP',
  'LANG',
  'LANGUAGE',
  'LC_ALL',
  'LC_CTYPE',
  'TZ',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SystemRoot',
  'ComSpec',
  'PATHEXT',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
];

/** The runner's own: files by which a step steers the job, tokens, and this Action's inputs. */
const ofTheRunner = /^(?:GITHUB|ACTIONS|INPUT)_|^GH_TOKEN$/i;

/**
 * The environment of a program of the team's own: what every program needs, and the names that
 * its target lists. Throws a `Failure` at a name that belongs to the runner.
 */
export const programEnvironment = (
  all: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): Record<string, string> => {
  const refused = names.find((name) => ofTheRunner.test(name));
  if (refused !== undefined) {
    throw new Failure(
      `${refused} is not passed to a program`,
      'GITHUB_*, ACTIONS_* and INPUT_* steer the job or hold its token',
      'take it out of `run.env`; give what the program needs under another name',
    );
  }
  return Object.fromEntries(
    [...ordinary, ...names].flatMap((name) => {
      const value = all[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
};
