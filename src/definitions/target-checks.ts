import { targetKinds, type Model, type Target } from '../domain/config.ts';
import { checkGlobs } from './glob-checks.ts';
import type { Finding } from './issues.ts';
import type { Path } from './path.ts';
import { missingFileAt, unknownName, type Known } from './known.ts';
import { choice, code, names } from './words.ts';

const hasCredentials = (url: string): boolean => {
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
};

/** A URL goes into logs and comments, and so would what it carries. */
const credentials = (url: string | undefined, path: Path, mend: string): Finding[] =>
  url !== undefined && hasCredentials(url)
    ? [{ path, what: `${code(String(path.at(-1)))} carries a user name or a password`, mend }]
    : [];

export const checkModel = ({ base_url, recorded }: Model, at: Path, { tree }: Known): Finding[] => [
  ...credentials(base_url, [...at, 'base_url'], 'take them out, and name the key by `api_key_env`'),
  ...(recorded === undefined ? [] : missingFileAt(tree, recorded, [...at, 'recorded'])),
];

const checkKind = ({ run }: Target, at: Path): Finding[] => {
  const kinds = targetKinds.filter((kind) => run[kind] !== undefined);
  if (kinds.length === 1) return [];
  if (kinds.length > 1) {
    const what = `\`run\` has ${kinds.map(code).join(' and ')}`;
    return [{ path: at, part: 'key', what, mend: 'keep one of them' }];
  }
  const mend = `write one of ${choice(targetKinds)}`;
  return [{ path: at, part: 'key', what: '`run` does not say how the target is run', mend }];
};

const checkPrompt = ({ run }: Target, at: Path, { models, tree }: Known): Finding[] => {
  if (run.prompt === undefined) {
    const what = '`model` goes with `prompt`, and there is none';
    return run.model === undefined
      ? []
      : [{ path: [...at, 'model'], part: 'key', what, mend: 'leave it out, or write `prompt`' }];
  }
  const missing = missingFileAt(tree, run.prompt, [...at, 'prompt']);
  if (run.model !== undefined) {
    return [...missing, ...unknownName('model', run.model, models, [...at, 'model'])];
  }
  const mend = `add \`model\`, a name from \`models\`${models?.length ? `: ${names(models)}` : ''}`;
  return [...missing, { path: at, part: 'key', what: '`prompt` needs `model`', mend }];
};

const ofTheRunner = /^(?:GITHUB|ACTIONS|INPUT|RUNNER)_/i;
const variable = /^[A-Za-z_][A-Za-z0-9_]*$/;

const checkVariable = (name: string, path: Path): Finding[] => {
  if (!variable.test(name)) {
    // It may be the secret itself: it is not shown.
    const mend = 'write its name alone, such as OPENAI_API_KEY; its value stays outside';
    return [{ path, what: 'this is not the name of an environment variable', mend }];
  }
  if (!ofTheRunner.test(name)) return [];
  const what = `${code(name)} belongs to the runner, and is not passed to a program`;
  return [{ path, what, mend: 'give what the program needs under another name' }];
};

/** What a schema cannot say of a target. */
export const checkTarget = (target: Target, at: Path, known: Known): Finding[] => {
  const { run } = target;
  const atRun = [...at, 'run'];
  const mend = 'take them out, and send the key in `headers`';
  return [
    ...checkKind(target, atRun),
    ...checkPrompt(target, atRun, known),
    ...(run.module === undefined
      ? []
      : missingFileAt(known.tree, run.module, [...atRun, 'module'])),
    ...credentials(run.http?.url, [...atRun, 'http', 'url'], mend),
    ...checkGlobs(target, at, known),
    ...run.env.flatMap((name, index) => checkVariable(name, [...atRun, 'env', index])),
  ];
};
