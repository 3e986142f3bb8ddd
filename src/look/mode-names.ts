import { fold, modeIdPattern, type ModeId } from '../domain/names.ts';
import { Refusal } from './refusal.ts';

/** By a command these mean the gate itself, and everything at once. */
const reserved = ['gate', 'all'];
const longest = 64;

const kebab = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');

/** An id that nothing has yet, from the name of a failure mode. */
export const newModeId = (name: string, taken: Iterable<ModeId>): ModeId => {
  const used = new Set([...reserved, ...taken].map(fold));
  const base = kebab(name) || 'mode';
  let id = base;
  for (let count = 2; used.has(id); count += 1) {
    const end = `-${count}`;
    id = base.slice(0, longest - end.length) + end;
  }
  return id;
};

/** Refuses an id that a mode cannot be given. */
export const holdFree = (id: ModeId, taken: Iterable<ModeId>): void => {
  if (reserved.includes(id) || !modeIdPattern.test(id)) {
    const why = 'it means something else to `/failmode accept`';
    throw new Refusal(422, `\`${id}\` can be no failure mode's id`, why, 'choose another');
  }
  if (new Set([...taken].map(fold)).has(fold(id))) {
    const why = 'another failure mode has it';
    throw new Refusal(409, `the id \`${id}\` is taken`, why, 'choose another, or merge the two');
  }
};
