import { oneLine } from '../foreign/clean.ts';
import { terminalSafe } from '../foreign/terminal.ts';
import type { Loss } from './importer.ts';
import type { Missing } from './missing.ts';
import { redactionWords, type Redactions } from './redact.ts';

/** What became of the files of one format: records = traces + merged + lost. */
export type FormatReport = {
  format: string;
  /** The file that holds them now. */
  file: string;
  records: number;
  traces: number;
  merged: number;
  lost: number;
  added: number;
  unchanged: number;
  /** Ids of traces whose content was another before. */
  replaced: string[];
  /** Ids of traces that stay as they are longer than what came. */
  kept: string[];
  missing: Missing[];
};

export type ImportReport = { formats: FormatReport[]; losses: Loss[]; redactions?: Redactions };

const mostPlaces = 5;
const mostCharacters = 160;

const line = (text: string): string => oneLine(terminalSafe(text), mostCharacters);

const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

const listed = (all: readonly string[]): string => {
  const more = all.length > mostPlaces ? `, and ${all.length - mostPlaces} more` : '';
  return `${all.slice(0, mostPlaces).map(line).join(', ')}${more}`;
};

const formatWords = (report: FormatReport): string[] => {
  const { format, file, records, traces, merged, lost, replaced, kept } = report;
  const parts = [
    `${report.added} new`,
    `${report.unchanged} unchanged`,
    `${replaced.length} replaced`,
  ];
  return [
    line(`${file} (${format}): ${counted(traces, 'trace')}: ${parts.join(', ')}`),
    `  of ${counted(records, 'record')}: ${merged} merged into others, ${lost} lost`,
    ...(replaced.length === 0
      ? []
      : [`  replaced, since its content changed: ${listed(replaced)}`]),
    ...(kept.length === 0 ? [] : [`  kept, since what came is shorter: ${listed(kept)}`]),
    ...report.missing.map((one) => `  without ${one.what}: ${counted(one.traces, 'trace')}`),
  ];
};

const lossWords = (losses: readonly Loss[]): string[] => {
  const groups = Map.groupBy(losses, ({ what }) => what);
  return [...groups].map(([what, group]) => {
    const whole = group.reduce((sum, { records }) => sum + records, 0);
    const told = whole === 0 ? `${group.length} times` : `${counted(whole, 'record')} lost`;
    return `${line(what)} (${told}): ${listed(group.map(({ place }) => place))}`;
  });
};

const mostLosses = 3;

/** The first few things that were lost, in one line; nothing where none was. */
export const firstLosses = (losses: readonly Loss[]): string => {
  const all = lossWords(losses);
  const more = all.length > mostLosses ? [`and ${all.length - mostLosses} more`] : [];
  return [...all.slice(0, mostLosses), ...more].join('; ');
};

/** The report of an import as lines for a terminal. */
export const importWords = ({ formats, losses, redactions }: ImportReport): string[] => {
  const taken = redactions === undefined ? '' : redactionWords(redactions);
  return [
    ...formats.flatMap(formatWords),
    ...(redactions === undefined
      ? []
      : [`Redacted: ${taken === '' ? 'nothing was found' : taken}.`]),
    ...(losses.length === 0
      ? []
      : ['Lost or changed:', ...lossWords(losses).map((one) => `  ${one}`)]),
  ];
};
