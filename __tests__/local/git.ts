import { spawn } from 'node:child_process';

/** No configuration of this machine or of its user, no prompt, no locale. */
export const hermeticGit = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

export type GitOptions = { input?: string | Buffer; env?: Record<string, string> };

/** Runs git in a folder; its standard output, without the last line break. */
export const git = (folder: string, args: string[], options: GitOptions = {}): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', ...hermeticGit, ...options.env },
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString().replace(/\n$/, ''));
      else reject(new Error(`git ${args.join(' ')}: ${Buffer.concat(err).toString()}`));
    });
    // A git that refuses early closes its input: its exit code says more than the broken pipe.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
  });
