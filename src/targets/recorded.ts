import picomatch from 'picomatch';
import type { Files } from '../domain/definitions.ts';
import { Failure } from '../domain/failure.ts';
import type { CaseId } from '../domain/names.ts';
import type { Produced } from '../domain/output.ts';
import { errored, producedFrom, production } from './answer.ts';
import { isObject, parseJson } from './json.ts';
import type { TargetType } from './target.ts';

/** A case's recordings by the number that the file gives them. */
type Recordings = Map<CaseId, Map<number, Produced>>;

const damaged = (place: string, why: string): Failure =>
  new Failure(`${place}: damaged recording`, why, 'mend the line, or record again');

/** One line: `{case, trial?, ...output}`. */
const readRecording = (line: string, place: string) => {
  const recording = parseJson(line);
  if (!isObject(recording)) throw damaged(place, 'it is no JSON object');
  const { case: id, trial = 0, ...answer } = recording;
  if (typeof id !== 'string') throw damaged(place, '`case` is not the id of a case');
  if (typeof trial !== 'number' || !Number.isInteger(trial)) {
    throw damaged(place, '`trial` is not a whole number');
  }
  const produced = producedFrom(answer);
  const isError = typeof answer['error'] === 'string' && answer['error'] !== '';
  if (produced.kind === 'failed' && !isError) throw damaged(place, produced.reason);
  return { id, trial, produced };
};

const readFile = async (files: Files, path: string, into: Recordings): Promise<void> => {
  let number = 0;
  for await (const line of files.lines(path)) {
    number += 1;
    if (line.trim() === '') continue;
    const { id, trial, produced } = readRecording(line, `${path}:${number}`);
    const trials = into.get(id) ?? new Map<number, Produced>();
    if (trials.has(trial)) {
      const why = `trial ${trial} of case ${id} is recorded twice`;
      throw damaged(`${path}:${number}`, why);
    }
    into.set(id, trials.set(trial, produced));
  }
};

const readAll = async (files: Files, globs: readonly string[]): Promise<Recordings> => {
  const matches = picomatch([...globs], { dot: true });
  const paths = [...(await files.tree()).keys()].filter((path) => matches(path)).toSorted();
  if (paths.length === 0) {
    throw new Failure(
      'there are no recordings',
      `no file matches ${globs.join(', ')}`,
      'record the outputs and commit them, or correct `recorded`',
    );
  }
  const recordings: Recordings = new Map();
  for (const path of paths) await readFile(files, path, recordings);
  return recordings;
};

/** The recordings in the order of their numbers, so that counting from 0 or from 1 is the same. */
const nth = (trials: Map<number, Produced>, trial: number): Produced | undefined => {
  const numbers = [...trials.keys()].toSorted((one, other) => one - other);
  return trials.get(numbers[trial] ?? Number.NaN);
};

const lookUp = (recordings: Recordings, id: CaseId, trial: number): Produced => {
  const trials = recordings.get(id);
  if (trials === undefined) return errored('no recording of this case; record again');
  return (
    nth(trials, trial) ??
    errored(`${trials.size} of the trials of this case are recorded; record again`)
  );
};

export const recorded: TargetType = {
  kind: 'recorded',
  summary: "reads outputs that the team's own pipeline recorded; no model, no key",
  callsPerRun: () => 0,
  async open(target, { files }) {
    const recordings = await readAll(files, target.run.recorded ?? []);
    return {
      run: async (one, trial) => production(lookUp(recordings, one.id, trial), 0),
      close: async () => recordings.clear(),
    };
  },
};
