import { filesOfEval } from '../baseline/prints.ts';
import { findBaseline, type Found, type NewestAncestor } from '../baseline/store.ts';
import {
  affectedTargets,
  printsOfStored,
  type Affected,
  type Touchable,
} from '../decide/touched.ts';
import type { DataBranch } from '../domain/data-branch.ts';
import type { DefinedEval, Definitions, Files } from '../domain/definitions.ts';
import type { Rung } from '../domain/names.ts';
import { withMoves } from './moves.ts';
import { sharedFiles } from './shared-files.ts';
import { readSide, type Side } from './sides.ts';

/** A commit and its files. */
export type At = { commit: string; files: Files };

export type ChangeRequest = {
  configPath: string;
  /** The commit a change is made on; undefined where the checkout is held against the baseline itself. */
  base: At | undefined;
  /** The branch whose runs count. */
  branch: string;
  force: boolean;
  warnings: string[];
};

export type ChangePorts = {
  data: DataBranch | undefined;
  newestAncestor: NewestAncestor;
  /** The files of a commit, fetched where need be. */
  filesAt(commit: string): Promise<Files | undefined>;
};

/** What a change is: its base, the baseline it is compared with, and what it affects. */
export type Change = {
  base: Side | undefined;
  /** Looked for only where something is affected. */
  found: Found | undefined;
  affected: Affected[];
  baselineFiles: Files | undefined;
  /** The side on which changed cases can be run again: the base, or on a push the baseline's commit. */
  again: Side | undefined;
};

/** New labels change no verdict, but a judge is to be measured by them. */
const withLabels = (print: string, rung: Rung, labels: string | undefined): string =>
  rung === 'judge' ? `${print} ${labels ?? ''}` : print;

/** People's verdicts do not run here: evals of the human rung are left out. */
const evalPrints = ({ definitions, prints, tree }: Side): Touchable['evals'] =>
  Object.fromEntries(
    definitions.evals.flatMap(({ name, eval: check }) => {
      if (check.rung === 'human') return [];
      const labels = check.rung === 'judge' ? tree.get(check.judge.labels) : undefined;
      return [[name, withLabels(prints.evals[name] ?? '', check.rung, labels)]];
    }),
  );

const touchable = (side: Side): Touchable => ({
  definitions: side.definitions,
  tree: side.tree,
  targets: side.prints.targets,
  evals: evalPrints(side),
});

/** The base's side: its definitions are the rules. An index outside Git is what the baseline knew. */
const baseSide = async (
  request: ChangeRequest,
  found: Found | undefined,
): Promise<Side | undefined> => {
  if (request.base === undefined) return undefined;
  const indexes = Object.fromEntries(
    Object.entries(found?.baseline?.targets ?? {}).flatMap(([name, { index }]) =>
      index === undefined ? [] : [[name, index]],
    ),
  );
  const { commit, files } = request.base;
  const side = await readSide(commit, files, request.configPath, async () => indexes);
  if (!('state' in side)) return side;
  if (side.state === 'invalid') {
    request.warnings.push(
      'the eval definitions of the base are invalid, so this change is judged by its own rules',
    );
  }
  return undefined;
};

/** The baseline as something to hold a side against: what is stored, and its files to name what moved. */
const baselineSide = async (
  { configPath }: ChangeRequest,
  { baseline }: Found,
  files: Files | undefined,
): Promise<{ touchable: Touchable; side: Side | undefined }> => {
  const loaded =
    baseline && files && (await readSide(baseline.commit, files, configPath, async () => ({})));
  const side = loaded === undefined || 'state' in loaded ? undefined : loaded;
  const before: Touchable = {
    definitions: side?.definitions,
    tree: side?.tree,
    targets: printsOfStored(baseline?.targets ?? {}),
    evals: Object.fromEntries(
      Object.entries(baseline?.evals ?? {}).map(([name, { fingerprint, rung, labels }]) => [
        name,
        withLabels(fingerprint, rung, labels),
      ]),
    ),
  };
  return { touchable: before, side };
};

const usesIndex = ({ config }: Definitions): boolean =>
  Object.values(config.targets).some(
    ({ depends_on: { retrieval } }) => retrieval !== undefined && !Array.isArray(retrieval),
  );

const filesOf = ({ eval: check }: DefinedEval): string[] => [
  ...filesOfEval(check),
  ...(check.rung === 'judge' ? [check.judge.labels] : []),
];

const find = async (request: ChangeRequest, ports: ChangePorts): Promise<Found | undefined> =>
  ports.data && findBaseline(ports.data, request.branch, ports.newestAncestor);

const againstBase = async (
  head: Side,
  base: Side,
  early: Found | undefined,
  request: ChangeRequest,
  ports: ChangePorts,
): Promise<Change> => {
  const touched = affectedTargets(touchable(base), touchable(head), filesOf);
  const affected = await withMoves(touched, base.files, head.files);
  const needed = affected.length > 0 || request.force;
  const found = early ?? (needed ? await find(request, ports) : undefined);
  const commit = found?.baseline?.commit;
  const baselineFiles = commit === undefined ? undefined : await ports.filesAt(commit);
  return { base, found, affected, baselineFiles, again: base };
};

const nothing: Touchable = { definitions: undefined, tree: new Map(), targets: {}, evals: {} };

const againstBaseline = async (
  head: Side,
  found: Found | undefined,
  request: ChangeRequest,
  ports: ChangePorts,
): Promise<Change> => {
  // A base without definitions has no files of evals to name: all of the head's is new.
  const commit = request.base === undefined ? found?.baseline?.commit : undefined;
  const baselineFiles = commit === undefined ? undefined : await ports.filesAt(commit);
  const before = found && (await baselineSide(request, found, baselineFiles));
  const side = before?.side;
  const touched = affectedTargets(before?.touchable ?? nothing, touchable(head), filesOf);
  const affected = baselineFiles ? await withMoves(touched, baselineFiles, head.files) : touched;
  return { base: undefined, found, affected, baselineFiles, again: side };
};

/** Reads what both sides have in common from the checkout. */
const sharing = (
  head: Side,
  request: ChangeRequest,
  ports: ChangePorts,
): [ChangeRequest, ChangePorts] => {
  const shared = (files: Files): Files => sharedFiles(files, head.files);
  const base = request.base && { ...request.base, files: shared(request.base.files) };
  const filesAt = async (commit: string) => {
    const files = await ports.filesAt(commit);
    return files && shared(files);
  };
  return [
    { ...request, base },
    { ...ports, filesAt },
  ];
};

/** Finds what a change affects: against its base where there is one, else against the baseline. */
export const findChange = async (
  head: Side,
  asked: ChangeRequest,
  given: ChangePorts,
): Promise<Change> => {
  const [request, ports] = sharing(head, asked, given);
  const early = usesIndex(head.definitions) ? await find(request, ports) : undefined;
  const base = await baseSide(request, early);
  return base === undefined
    ? againstBaseline(head, early ?? (await find(request, ports)), request, ports)
    : againstBase(head, base, early, request, ports);
};
