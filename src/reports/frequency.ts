import type { EvalFrequency, Frequency, MeasuredTraces } from '../frequency/frequency.ts';
import { axisTop, changeText, dayOf, evalTexts, rateText, readText } from '../frequency/words.ts';
import { describeProblem } from '../domain/problem.ts';
import type { TerminalLook } from './calibration.ts';
import { aligned, columns, wrapped } from './terminal/layout.ts';
import { type Paint, painter } from './terminal/paint.ts';
import { grouped, plural } from './words/numbers.ts';
import { commit, listed, quoted, spoken } from './words/phrase.ts';
import { terminalVoice } from './words/voices.ts';

const shown = (text: string, max: number): string => spoken(quoted(text, max), terminalVoice);

/** `··├──●─┤···○··`: the rate with its interval, and the rate of the last time. */
const barOf = ({ rate, last }: Frequency, top: number, cells: number): string => {
  const cellOf = (share: number): number => Math.round((Math.min(share, top) / top) * (cells - 1));
  const line: string[] = Array.from({ length: cells }, () => '·');
  if (rate === undefined) return line.join('');
  const [from, to] = [cellOf(rate.lower), cellOf(rate.upper)];
  line.fill('─', from, to + 1);
  line[from] = '├';
  line[to] = '┤';
  if (last !== undefined) line[cellOf(last.rate.value)] = '○';
  line[Math.min(to, Math.max(from, cellOf(rate.value)))] = '●';
  return line.join('');
};

const marksOf = ({ opinion, advisory, by }: Frequency): string =>
  [
    ...(by === 'people' ? ['read by people'] : []),
    ...(advisory === undefined ? [] : ['advisory']),
    ...(opinion ? ['opinion'] : []),
  ].join(', ');

const changeLine = ({ last }: Frequency, paint: Paint, width: number): string[] => {
  if (last === undefined) return [];
  const then = `last time, ${dayOf(last.at)}: ${rateText(last.rate)}`;
  const lines = wrapped('  ', `${then}; ${changeText(last)}`, width);
  if ('incomparable' in last || !last.beyondLuck) return lines;
  return lines.map(last.change.value > 0 ? paint.red : paint.green);
};

const sightingsOf = ({ sightings }: EvalFrequency): string[] => {
  const ids = sightings.map(({ trace }) => trace);
  return ids.length === 0 ? [] : [`such as ${spoken(listed(ids, ids.length, 60), terminalVoice)}`];
};

const evalLines = (one: EvalFrequency, isDecisive: boolean, paint: Paint, width: number) => {
  const rate = isDecisive || one.rate === undefined ? [] : [rateText(one.rate)];
  const texts = [...rate, ...evalTexts(one).map((text) => shown(text, 400)), ...sightingsOf(one)];
  const line = `${shown(one.name, 140)} (${one.rung}): ${texts.join('; ')}`;
  const error = one.error === undefined ? [] : wrapped('    ', shown(one.error, 300), width);
  return [...wrapped('  ', line, width).map(paint.dim), ...error.map(paint.yellow)];
};

const detailsOf = (mode: Frequency, paint: Paint, width: number): string[] => [
  ...changeLine(mode, paint, width),
  ...mode.evals.flatMap((one) => evalLines(one, one.name === mode.eval, paint, width)),
  ...(mode.evals.length === 0 ? wrapped('  ', readText(mode), width).map(paint.dim) : []),
];

const widest = 32;
const narrowest = 8;

/** The table, its bars as wide as the terminal leaves room for. */
const table = (modes: readonly Frequency[], width: number): string[] => {
  const top = axisTop(modes);
  const rows = (cells: number): string[][] => [
    ['Failure mode', 'Happens in', `0${`${top * 100} %`.padStart(cells - 1)}`, ''],
    ...modes.map((mode) => [
      shown(mode.name, 40),
      rateText(mode.rate),
      barOf(mode, top, cells),
      marksOf(mode),
    ]),
  ];
  const taken = Math.max(...aligned(rows(narrowest)).map(columns)) - narrowest;
  const cells = Math.min(widest, width - taken);
  if (cells >= narrowest) return aligned(rows(cells));
  return aligned(
    rows(narrowest).map(([name = '', rate = '', , marks = '']) => [name, rate, marks]),
  );
};

const modesText = (modes: readonly Frequency[], paint: Paint, width: number): string[] => {
  if (modes.length === 0) return ['No failure mode is named yet: read traces (failmode look).'];
  const [header = '', ...lines] = table(modes, width);
  return [
    paint.dim(header),
    ...modes.flatMap((mode, index) => [
      paint.bold(lines[index] ?? ''),
      ...detailsOf(mode, paint, width),
    ]),
  ];
};

const leftOut = ({ unassigned, unanswered, problems, warnings }: MeasuredTraces): string[] => [
  ...(unassigned === 0
    ? []
    : [`${plural(unassigned, 'trace')} of no known target: no eval ran over them (--target NAME)`]),
  ...(unanswered === 0
    ? []
    : [`${plural(unanswered, 'trace')} ended in an error without an answer: counted for no mode`]),
  ...problems.slice(0, 5).map((problem) => shown(describeProblem(problem), 400)),
  ...(problems.length > 5 ? [`and ${grouped(problems.length - 5)} more lines with a problem`] : []),
  ...warnings.map((warning) => shown(warning, 400)),
];

const legendOf = (modes: readonly Frequency[], width: number): string[] => {
  const hasLast = modes.some(({ last }) => last !== undefined);
  const marks = `● how often it happens, ├ ┤ its 95 % interval${hasLast ? ', ○ last time' : ''}.`;
  const luck = hasLast
    ? ' Beyond luck: the 95 % interval of the change leaves out 0; of 20 modes that did not change, 1 looks so.'
    : '';
  return wrapped('', marks + luck, width);
};

/** What `failmode measure` says at the terminal. */
export const renderFrequency = (
  result: MeasuredTraces,
  { width, colour }: TerminalLook,
): string => {
  const paint = painter(colour);
  const { modes, traces, from } = result;
  const blocks = [
    [
      paint.bold(`How often each failure mode happens, in ${plural(traces, 'trace')}`),
      `${shown(from, 200)} · evals of ${spoken(commit(result.commit), terminalVoice)}`,
    ],
    leftOut(result)
      .flatMap((text) => wrapped('', text, width))
      .map(paint.yellow),
    modesText(modes, paint, width),
    modes.length === 0 ? [] : legendOf(modes, width),
  ];
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};
