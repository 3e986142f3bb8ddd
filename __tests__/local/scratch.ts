import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'failmode-local-';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** A test worker is killed when it is done, so each clears away after those before it. */
const removeThoseOfTheDead = (place: string): void => {
  for (const name of readdirSync(place)) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue;
    rmSync(join(place, name), { recursive: true, force: true });
  }
};

let own: string | undefined;

const ownFolder = (): string => {
  if (own !== undefined) return own;
  const place = realpathSync(tmpdir());
  removeThoseOfTheDead(place);
  const folder = join(place, `${prefix}${process.pid}`);
  mkdirSync(folder, { recursive: true });
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  own = folder;
  return folder;
};

/** A new folder outside the project; it is gone after the process, or after the next one. */
export const temporaryFolder = (name: string): string => mkdtempSync(join(ownFolder(), `${name}-`));
