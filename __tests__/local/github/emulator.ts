import { createEmulator } from 'emulate';

/** What a person may do in the repository. */
export type Permission = 'admin' | 'maintain' | 'write' | 'triage' | 'read';

/** The job's own user. */
export const bot = 'github-actions[bot]';

export type Place = {
  owner: string;
  repo: string;
  defaultBranch: string;
  /** Everyone but the owner and the job, by login. */
  people: Record<string, Permission>;
};

/** One token a user; the emulator knows them, and the proxy tells the rest from them. */
export const tokenOf = (login: string): string => `token-of-${login}`;

export type Emulator = Awaited<ReturnType<typeof startEmulator>>;

const emulatorLevel = { admin: 'admin', maintain: 'maintain', write: 'push', triage: 'triage' };

/** The stateful GitHub behind the proxy, with one repository. */
export const startEmulator = async ({ owner, repo, defaultBranch, people }: Place) => {
  const logins = [owner, bot, ...Object.keys(people)];
  const running = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: Object.fromEntries(logins.map((login) => [tokenOf(login), { login }])),
      github: {
        users: logins.map((login) => ({ login })),
        repos: [{ owner, name: repo, default_branch: defaultBranch }],
      },
    },
  });
  /** It listens on IPv4 only; `localhost` may be looked up as IPv6 first. */
  const url = running.url.replace('localhost', '127.0.0.1');

  const send = (method: string, path: string, token: string | undefined, text: string) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        'content-type': 'application/json',
      },
      ...(text === '' ? {} : { body: text }),
    });

  /** A call of the test's own, unrecorded and unhindered; the owner's unless `as` says so. */
  const call = async <T>(method: string, path: string, body?: object, as = owner): Promise<T> => {
    const response = await send(method, path, tokenOf(as), body ? JSON.stringify(body) : '');
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text === '' ? 'null' : text);
  };

  const at = (path: string): string => `/repos/${owner}/${repo}${path}`;
  const everyone: Record<string, Permission> = { ...people, [bot]: 'write' };
  for (const [login, permission] of Object.entries(everyone)) {
    if (permission === 'read') continue;
    const path = at(`/collaborators/${encodeURIComponent(login)}`);
    await call('PUT', path, { permission: emulatorLevel[permission] });
  }
  return { url, advertisedUrl: running.url, send, call, at, close: () => running.close() };
};
