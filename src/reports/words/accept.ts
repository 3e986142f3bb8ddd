import type { Report } from '../../domain/report.ts';
import { oneLine } from '../../foreign/clean.ts';
import { openChanges } from './gate-changes.ts';
import { worstFirst } from './rows.ts';

const line = (what: string, code: string): string =>
  `/failmode accept ${oneLine(what, 64)} ${oneLine(code, 64)} <reason>`;

/** The comments that accept this very result: a line each regressed failure mode. */
export const acceptModes = ({ acceptCode: code, decision }: Report): string[] =>
  code === undefined
    ? []
    : worstFirst(decision.rows)
        .filter((row) => row.verdict === 'regressed')
        .map(({ mode }) => line(mode, code));

/** The comment that accepts the changes of the gate, where some are open. */
export const acceptGate = ({ acceptCode: code, decision }: Report): string | undefined =>
  code === undefined || openChanges(decision).length === 0 ? undefined : line('gate', code);
