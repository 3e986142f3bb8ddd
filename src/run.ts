import { fingerprint } from './baseline/fingerprint.ts';
import { applyAcceptances } from './decide/accept.ts';
import { compare } from './decide/compare.ts';
import { removedRows } from './decide/eval-row.ts';
import { lostJudges } from './decide/judging/lost.ts';
import { staleTargets } from './decide/judging/stale.ts';
import { gate, modeRows, withoutRows } from './decide/gate.ts';
import { rulesOf, type Rules } from './decide/rules.ts';
import { regraded } from './decide/touched.ts';
import type { Acceptance } from './domain/acceptance.ts';
import type { GateChange } from './domain/decision.ts';
import type { Definitions } from './domain/definitions.ts';
import { noUsage } from './domain/output.ts';
import type { Report } from './domain/report.ts';
import { carriedOnly, measureAll } from './measure/all.ts';
import type { MeasurePorts } from './measure/ports.ts';
import type { Work } from './measure/work.ts';
import {
  findChange,
  type At,
  type Change,
  type ChangePorts,
  type ChangeRequest,
} from './measure/change.ts';
import { detailsOf } from './measure/details.ts';
import { withFacts } from './measure/judge/bench.ts';
import { changesOfGate } from './measure/gate-changes.ts';
import { problemsOf, problemsOfCases } from './measure/problems.ts';
import { recordOf } from './measure/record.ts';
import { lookedOf } from './decide/loop.ts';
import { invalidReport, reportOf, type Told } from './measure/report.ts';
import { rerunChanged } from './measure/rerun.ts';
import { readSide, type Side } from './measure/sides.ts';
import { climbingOf, ended, type Outcome } from './outcome.ts';

/** What is asked of a run: which sides, and by which event. */
export type RunRequest = ChangeRequest & {
  kind: Report['kind'];
  head: At;
  subject: Pick<Report['subject'], 'pullRequest' | 'branch' | 'head'>;
  /** Only this case is run and compared. */
  onlyCase: string | undefined;
  now: Date;
};

export type RunPorts = MeasurePorts &
  ChangePorts & {
    /** The fingerprints of indexes outside Git, by target. */
    indexes(definitions: Definitions): Promise<Record<string, string>>;
    /** What a run of the very same comparison came to, before any acceptance, if it was kept. */
    kept(key: string): Promise<Report | undefined>;
    /** What people have accepted of this change, or of what came since a commit; asked where something regressed. */
    acceptances(since: string | undefined): Promise<readonly Acceptance[]>;
  };

const toldOf = ({ kind, subject, head, base, now, warnings }: RunRequest): Told => ({
  kind,
  subject: { ...subject, commit: head.commit, ...(base && { base: base.commit }) },
  now,
  warnings,
});

/** On the branch itself a judge that was measured long ago is measured again, whatever was touched. */
const withStaleJudges = (change: Change, head: Side, { kind, now }: RunRequest): Change => {
  if (kind !== 'baseline') return change;
  const known = new Set(change.affected.map(({ target }) => target));
  const stale = staleTargets(change.found?.baseline, head.definitions, now);
  const more = stale.filter((target) => !known.has(target)).map(regraded);
  return { ...change, affected: [...change.affected, ...more] };
};

/** Nothing that a target depends on was touched, and the branch's latest run is no worse than its baseline. */
const isUntouched = ({ base, found, affected }: Change, changes: readonly GateChange[]): boolean =>
  affected.length === 0 &&
  changes.length === 0 &&
  (base !== undefined || found?.latest === undefined);

/** The code that an acceptance of this very result must carry, where there is something to accept. */
const withAcceptCode = (report: Report, key: string): Report => {
  const { verdict, rows, gateChanges } = report.decision;
  if (report.kind !== 'gate' || verdict !== 'regressed') return report;
  return { ...report, acceptCode: fingerprint({ key, rows, gateChanges }).slice(0, 12) };
};

/** The commits that are compared, and by what: a sampled target answers anew, but the verdict must not. */
const keyOf = ({ head, subject, configPath }: RunRequest, { base, found }: Change): string =>
  fingerprint({
    head: subject.head ?? head.commit,
    base: base?.commit,
    baseline: [found?.baseline?.commit, found?.baseline?.at],
    latest: found?.latest?.commit,
    configPath,
  });

type Open = {
  request: RunRequest;
  ports: RunPorts;
  head: Side;
  change: Change;
  changes: GateChange[];
  rules: Rules;
};

/** What people have accepted does not block. */
const withAcceptances = async (report: Report, { ports, change, rules }: Open): Promise<Report> => {
  if (report.decision.verdict !== 'regressed') return report;
  const baseline = change.found?.baseline;
  const acceptances = await ports.acceptances(baseline?.commit);
  const baselineKnown = baseline !== undefined;
  const decision = applyAcceptances(report.decision, acceptances, rules.gate, baselineKnown);
  return { ...report, decision };
};

const workOf = ({ request, head, change, rules }: Open): Work => {
  const { base, found, affected } = change;
  const { kind, force, onlyCase, now } = request;
  const baselineFiles = change.baselineFiles ?? head.files;
  const latest = base === undefined ? undefined : found?.latest;
  const sides = { head, base, found, latest, baselineFiles };
  return { kind, rules, ...sides, affected, force, onlyCase, now };
};

/** Measures both sides, runs again what changed, and decides. */
const decideOn = async (open: Open): Promise<Outcome> => {
  const { request, ports, head, change, changes, rules } = open;
  const { base, found, affected } = change;
  const work = workOf(open);
  const measured = await measureAll(work, ports);
  const { judges } = measured;
  const again = { work, ports, judges, warnings: request.warnings };
  const { fresh, usage } = await rerunChanged(measured.compared, change.again, again);
  const compared = withFacts(measured.compared, judges);
  const rows = compare(compared, rules.gate, fresh);
  const modes = [...head.definitions.modes, ...(base?.definitions.modes ?? [])];
  const all = [...rows, ...removedRows(found?.baseline, head.definitions)];
  const baselineKnown = found?.baseline !== undefined;
  const allChanges = [...changes, ...lostJudges(compared, found?.baseline, base !== undefined)];
  const standing = { changes: allChanges, baselineKnown };
  const decision = gate(modeRows(all, modes), rules.gate, standing);

  const details = await detailsOf(work, measured, rows);
  const about = { definitions: head.definitions, decision, affected, found, details };
  const ran = { ...about, sides: measured.sides, perSide: rules.gate.reruns, reran: usage };
  const report = withAcceptCode(reportOf(toldOf(request), ran), keyOf(request, change));
  const settled = await withAcceptances(report, open);
  const stored = {
    branch: request.branch,
    at: request.now.toISOString(),
    verdict: settled.decision.verdict,
  };
  return {
    report: settled,
    compared: { key: keyOf(request, change), report, policy: rules.gate },
    record: request.kind === 'baseline' ? await recordOf(stored, head, measured, found) : undefined,
    climbing: climbingOf(work, measured),
    close: async () => {
      for (const { spool } of measured.sides.values()) await spool.close();
    },
  };
};

const untouched = ({ request, head, change }: Open): Report => {
  const decision = withoutRows('skipped', 'nothing that a target depends on was touched');
  const { affected, found } = change;
  const nothing = { sides: new Map(), details: [], perSide: 0, reran: noUsage() };
  return reportOf(toldOf(request), {
    definitions: head.definitions,
    decision,
    affected,
    found,
    ...nothing,
  });
};

/** The main job, on one page: read, find what is affected, measure, compare, decide. */
export const run = async (request: RunRequest, ports: RunPorts): Promise<Outcome> => {
  const { commit, files } = request.head;
  const head = await readSide(commit, files, request.configPath, ports.indexes);
  if ('state' in head) {
    const looked = head.state === 'invalid' ? head.looked : undefined;
    return ended(invalidReport(toldOf(request), problemsOf(head), looked));
  }

  const change = withStaleJudges(await findChange(head, request, ports), head, request);
  const { base, affected } = change;
  const problems = affected.length > 0 || request.force ? await problemsOfCases(head) : [];
  if (problems.length > 0)
    return ended(invalidReport(toldOf(request), problems, lookedOf(head.definitions)));

  const changes =
    base === undefined
      ? []
      : await changesOfGate(base, head, affected, ports.resources(head, head.files));
  const rules = rulesOf(head.definitions.config, base?.definitions.config);
  const open: Open = { request, ports, head, change, changes, rules };
  if (!request.force && isUntouched(change, changes)) {
    const work = workOf(open);
    return { ...ended(untouched(open)), climbing: climbingOf(work, carriedOnly(work)) };
  }

  const kept = request.force ? undefined : await ports.kept(keyOf(request, change));
  return kept === undefined ? decideOn(open) : ended(await withAcceptances(kept, open));
};
