import type { Decision, RunVerdict } from '../../domain/decision.ts';
import type { Report } from '../../domain/report.ts';
import type { RowVerdict } from '../../domain/row.ts';
import { openChanges } from './gate-changes.ts';
import { plural } from './numbers.ts';

type Kind = Report['kind'];

const storedVerdicts: ReadonlySet<RunVerdict> = new Set(['pass', 'undecided', 'no-baseline']);

const counted = (decision: Decision, verdict: RowVerdict): number =>
  decision.rows.filter((row) => row.verdict === verdict).length;

const share = (decision: Decision, verdict: RowVerdict): string =>
  `${counted(decision, verdict)} of ${plural(decision.rows.length, 'failure mode')}`;

const also = (decision: Decision, verdict: RowVerdict): string => {
  const count = counted(decision, verdict);
  return count === 0 ? '' : `, ${count} ${verdict}`;
};

const unmeasured = (decision: Decision): string =>
  counted(decision, 'not measured') === 0
    ? 'Not measured: the run has no result that counts'
    : `Not measured: no result for ${share(decision, 'not measured')}`;

const acceptedChanges = (decision: Decision): string =>
  decision.gateChanges.length > openChanges(decision).length ? ', gate changes accepted' : '';

/** A change of the gate is a regression too; then there may be no row that regressed. */
const regressed = (decision: Decision): string | undefined => {
  if (counted(decision, 'regressed') > 0) {
    return `${share(decision, 'regressed')} regressed${also(decision, 'not measured')}`;
  }
  return counted(decision, 'not measured') > 0 ? unmeasured(decision) : undefined;
};

const findings: Record<RunVerdict, (decision: Decision) => string | undefined> = {
  regressed,
  'not-measured': unmeasured,
  undecided: (decision) =>
    `Undecided: ${share(decision, 'undecided')} may be worse, but luck could explain it`,
  'no-baseline': ({ rows }) => `No baseline yet: ${plural(rows.length, 'failure mode')} measured`,
  skipped: () => 'Nothing that a target depends on was touched',
  invalid: () => 'The eval definitions are invalid',
  pass: (decision) =>
    `No failure mode regressed${also(decision, 'improved')}${also(decision, 'accepted')}${acceptedChanges(decision)}`,
};

const finding = (decision: Decision): string | undefined => findings[decision.verdict](decision);

const onPush = ({ verdict }: Decision): string => {
  if (verdict === 'skipped') return 'the baseline stands';
  return storedVerdicts.has(verdict) ? 'baseline stored' : 'baseline not stored';
};

const quiet: ReadonlySet<RunVerdict> = new Set(['pass', 'skipped']);

/** On the reader's machine no merge waits. */
const merge = (blocks: boolean, kind: Kind): string =>
  kind === 'check'
    ? `the merge would ${blocks ? '' : 'not '}be blocked`
    : `merge ${blocks ? '' : 'not '}blocked`;

const onChange = ({ verdict, blocks }: Decision, kind: Kind): string | undefined => {
  if (blocks) return merge(blocks, kind);
  if (verdict === 'no-baseline') return 'the first merge makes the baseline';
  return quiet.has(verdict) ? undefined : merge(blocks, kind);
};

/** Who changes the gate, at the start of a sentence. */
export const gateSubject = (kind: Kind): string =>
  kind === 'gate' ? 'This pull request' : 'This branch';

const gateHeadline = (decision: Decision, kind: Kind): string => {
  const changes = `${gateSubject(kind)} changes the gate`;
  const found = quiet.has(decision.verdict) ? undefined : finding(decision);
  const follows = merge(decision.blocks, kind);
  if (found !== undefined) return `${found}, and t${changes.slice(1)}: ${follows}`;
  return decision.blocks
    ? `${changes}: ${follows} until somebody with write access accepts it`
    : `${changes}: ${follows}`;
};

/** The verdict in words, without any foreign text: the heading of everything people see. */
export const headline = (decision: Decision, kind: Kind): string => {
  const settled = decision.verdict === 'pass' && !decision.blocks;
  if (kind !== 'baseline' && openChanges(decision).length > 0 && !settled) {
    return gateHeadline(decision, kind);
  }
  const found = finding(decision) ?? 'The gate is not passed';
  const follows = kind === 'baseline' ? onPush(decision) : onChange(decision, kind);
  return follows === undefined ? found : `${found}: ${follows}`;
};
