import type { Suggestion } from '../domain/looking.ts';
import type { Mode } from '../domain/mode.ts';
import type { ModeId } from '../domain/names.ts';
import type { Note } from '../domain/note.ts';
import { cosine, sumOf, weigh, wordsOf, type Vector, type Word } from './words.ts';

type Named = { id: ModeId; mode: Pick<Mode, 'name' | 'definition'> };
type NamedVector = Named & { vector: Vector };

/** How alike two texts are, 0 to 1, for one to belong to the other. */
const alike = 0.12;
const alikeMode = 0.2;
/** Grouping takes quadratic time. */
const most = 500;

/** `said`: the note but for case, spaces and punctuation. */
type Text = { trace: string; note: string; said: string; words: Word[] };
type Member = Text & { vector: Vector };
type Group = { members: Member[]; sum: Vector };

const plain = (note: string): string =>
  note
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{P}\s]+/gu, ' ')
    .trim() || note;

/** Failures that no mode names yet, each trace with all that people noted on it. */
const unsorted = (notes: readonly Note[]): Text[] => {
  const sorted = new Set(notes.flatMap(({ trace, modes }) => (modes.length > 0 ? [trace] : [])));
  const texts = new Map<string, string>();
  for (const { trace, note, verdict } of notes) {
    if (sorted.has(trace) || verdict === 'pass' || note.trim() === '') continue;
    texts.set(trace, `${texts.get(trace) ?? ''} ${note}`.trim());
  }
  return [...texts]
    .slice(0, most)
    .map(([trace, note]) => ({ trace, note, said: plain(note), words: wordsOf(note) }));
};

/** The likest that is like enough; of equal ones the first. */
const likest = <One>(
  vector: Vector,
  ones: readonly One[],
  vectorOf: (one: One) => Vector,
  least: number,
): One | undefined => {
  let best: { one: One; likeness: number } | undefined;
  for (const one of ones) {
    const likeness = cosine(vector, vectorOf(one));
    if (likeness >= least && likeness > (best?.likeness ?? 0)) best = { one, likeness };
  }
  return best?.one;
};

/** Each text joins the group that says the same or is most like it, or starts one; in their order. */
const grouped = (members: readonly Member[]): Group[] => {
  const groups: Group[] = [];
  for (const member of members) {
    const same = groups.find((each) => each.members.some(({ said }) => said === member.said));
    const group = same ?? likest(member.vector, groups, ({ sum }) => sum, alike);
    if (group === undefined) {
      groups.push({ members: [member], sum: member.vector });
      continue;
    }
    group.members.push(member);
    group.sum = sumOf([group.sum, member.vector]);
  }
  return groups;
};

const isWord = ([stem]: [string, number]): boolean => /\p{L}/u.test(stem);

/**
 * The words that a group shares, the weightiest first, as they were first written. Undefined where
 * it is but one: that is chance.
 */
const nameOf = ({ members, sum }: Group): string | undefined => {
  const isShared = (stem: string): boolean =>
    members.filter(({ vector }) => vector.has(stem)).length > 1;
  const words = members.flatMap((member) => member.words);
  const shared = [...sum]
    .filter(([stem]) => isShared(stem))
    .toSorted(([, weight], [, more]) => more - weight);
  if (shared.length < 2) return undefined;
  return shared
    .toSorted((one, other) => Number(isWord(other)) - Number(isWord(one)))
    .slice(0, 3)
    .map(([stem]) => words.find((word) => word.stem === stem)?.word ?? stem)
    .join(', ');
};

/** What was noted more than once in the same words is no chance, however few they are. */
const repeated = ({ members }: Group): Suggestion[] =>
  [...Map.groupBy(members, ({ said }) => said).values()].flatMap((same) => {
    const traces = same.map(({ trace }) => trace);
    return traces.length > 1 ? [{ name: same[0]?.note ?? '', traces }] : [];
  });

const wordsOfMode = ({ id, mode }: Named, notes: readonly Note[]): Word[] => [
  ...wordsOf(`${mode.name} ${mode.definition}`),
  ...notes.flatMap(({ note, modes }) => (modes.includes(id) ? wordsOf(note) : [])),
];

/** Groups that belong to one mode are one proposal; a text alone in its group is none. */
const proposals = (groups: readonly Group[], modes: readonly NamedVector[]): Suggestion[] => {
  const ofModes = new Map<ModeId, Suggestion>();
  const ofNone: Suggestion[] = [];
  for (const group of groups) {
    const traces = group.members.map(({ trace }) => trace);
    const mode = likest(group.sum, modes, ({ vector }) => vector, alikeMode);
    if (mode !== undefined) {
      const before = ofModes.get(mode.id)?.traces ?? [];
      const { id, mode: named } = mode;
      ofModes.set(id, { name: named.name, traces: [...before, ...traces], mode: id });
    } else if (traces.length > 1) {
      const name = nameOf(group);
      ofNone.push(...(name === undefined ? repeated(group) : [{ name, traces }]));
    }
  }
  return [...ofModes.values(), ...ofNone];
};

/** Groups of notes that look alike by the words they share; a proposal, and always the same. */
export const suggestGroups = (notes: readonly Note[], modes: readonly Named[]): Suggestion[] => {
  const texts = unsorted(notes);
  const vectors = weigh([
    ...texts.map(({ words }) => words),
    ...modes.map((mode) => wordsOfMode(mode, notes)),
  ]);
  const vectorAt = (at: number): Vector => vectors[at] ?? new Map<string, number>();
  const members = texts.map((text, at) => ({ ...text, vector: vectorAt(at) }));
  const named = modes.map((mode, at) => ({ ...mode, vector: vectorAt(texts.length + at) }));
  return proposals(grouped(members), named).toSorted(
    (one, other) => other.traces.length - one.traces.length,
  );
};
