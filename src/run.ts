import type { RunRecord } from './baseline/store.ts';
import { compare } from './decide/compare.ts';
import { removedRows } from './decide/eval-row.ts';
import { gate, modeRows, withoutRows } from './decide/gate.ts';
import { rulesOf } from './decide/rules.ts';
import type { Definitions } from './domain/definitions.ts';
import type { CaseDetail, Report } from './domain/report.ts';
import { noUsage } from './domain/output.ts';
import type { EvalRow } from './domain/row.ts';
import { measureAll, type Measured, type MeasurePorts, type Work } from './measure/all.ts';
import {
  findChange,
  type At,
  type Change,
  type ChangePorts,
  type ChangeRequest,
} from './measure/change.ts';
import { casesOf } from './measure/cases.ts';
import { caseDetails } from './measure/details.ts';
import { changesOfGate } from './measure/gate-changes.ts';
import { problemsOf, problemsOfCases } from './measure/problems.ts';
import { recordOf } from './measure/record.ts';
import { rerunChanged } from './measure/rerun.ts';
import { invalidReport, reportOf, type Told } from './measure/report.ts';
import { readSide, type Side } from './measure/sides.ts';

/** What is asked of a run: which sides, and by which event. */
export type RunRequest = ChangeRequest & {
  kind: Report['kind'];
  head: At;
  subject: Pick<Report['subject'], 'pullRequest' | 'branch'>;
  /** Only this case is run and compared. */
  onlyCase: string | undefined;
  now: Date;
};

export type RunPorts = MeasurePorts &
  ChangePorts & {
    /** The fingerprints of indexes outside Git, by target. */
    indexes(definitions: Definitions): Promise<Record<string, string>>;
  };

export type Outcome = {
  report: Report;
  /** What a push leaves on the data branch. */
  record: RunRecord | undefined;
  /** Lets go of the outputs: nothing of the record can be read afterwards. */
  close(): Promise<void>;
};

const toldOf = ({ kind, subject, head, base, now, warnings }: RunRequest): Told => ({
  kind,
  subject: { ...subject, commit: head.commit, ...(base && { base: base.commit }) },
  now,
  warnings,
});

const ended = (report: Report): Outcome => ({
  report,
  record: undefined,
  close: () => Promise.resolve(),
});

const detailsOf = async (
  work: Work,
  { sides }: Measured,
  rows: readonly EvalRow[],
): Promise<CaseDetail[]> => {
  const details: CaseDetail[] = [];
  for (const [name, { outputs, before }] of sides) {
    const target = work.head.definitions.config.targets[name];
    if (target === undefined) continue;
    const own = rows.filter((row) => row.target === name);
    const cases = () => casesOf(work, target);
    details.push(...(await caseDetails({ rows: own, cases, here: outputs, before })));
  }
  return details;
};

/** Nothing that a target depends on was touched, and the branch's latest run is no worse than its baseline. */
const isUntouched = (
  { affected, found }: Change,
  changes: readonly unknown[],
  { force, base }: RunRequest,
) =>
  !force &&
  affected.length === 0 &&
  changes.length === 0 &&
  (base !== undefined || found?.latest === undefined);

/** The main job, on one page: read, find what is affected, measure, compare, decide. */
export const run = async (request: RunRequest, ports: RunPorts): Promise<Outcome> => {
  const told = toldOf(request);
  const head = await readSide(
    request.head.commit,
    request.head.files,
    request.configPath,
    ports.indexes,
  );
  if ('state' in head) return ended(invalidReport(told, problemsOf(head)));

  const change = await findChange(head, request, ports);
  const { base, found, affected } = change;
  const problems = affected.length > 0 || request.force ? await problemsOfCases(head) : [];
  if (problems.length > 0) return ended(invalidReport(told, problems));
  const changes = base === undefined ? [] : await changesOfGate(base, head, affected);
  const rules = rulesOf(head.definitions.config, base?.definitions.config);
  const perSide = rules.gate.reruns;
  const about = { definitions: head.definitions, affected, found, perSide };
  if (isUntouched(change, changes, request)) {
    const decision = withoutRows('skipped', 'nothing that a target depends on was touched');
    return ended(
      reportOf(told, { ...about, decision, sides: new Map(), details: [], reran: noUsage() }),
    );
  }

  const { force, onlyCase } = request;
  const baselineFiles = change.baselineFiles ?? head.files;
  const latest = base === undefined ? undefined : found?.latest;
  const work: Work = { head, rules, found, latest, baselineFiles, affected, force, onlyCase };
  const measured = await measureAll(work, ports);

  const { fresh, usage: reran } = await rerunChanged(
    measured.compared,
    work,
    change.again,
    ports,
    request.warnings,
  );
  const rows = compare(measured.compared, rules.gate, fresh);
  const removed = removedRows(found?.baseline, head.definitions);
  const modes = [...head.definitions.modes, ...(base?.definitions.modes ?? [])];
  const decision = gate(modeRows([...rows, ...removed], modes), rules.gate, {
    changes,
    baselineKnown: found?.baseline !== undefined,
  });

  const details = await detailsOf(work, measured, rows);
  const { sides } = measured;
  const stored = {
    branch: request.branch,
    at: request.now.toISOString(),
    verdict: decision.verdict,
  };
  return {
    report: reportOf(told, { ...about, decision, sides, details, reran }),
    record: request.kind === 'baseline' ? await recordOf(stored, head, measured, found) : undefined,
    close: async () => {
      for (const { spool } of sides.values()) await spool.close();
    },
  };
};
