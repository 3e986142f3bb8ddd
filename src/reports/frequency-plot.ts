import type { Frequency, Last, MeasuredTraces } from '../frequency/frequency.ts';
import { axisTop, countText, dayOf, pointsText, rateText, readText } from '../frequency/words.ts';
import { oneLine } from '../foreign/clean.ts';
import { escapeHtml } from '../foreign/html.ts';
import { columns } from './terminal/layout.ts';
import { plural } from './words/numbers.ts';
import { shortSha } from './words/link.ts';

/** In pixels: names, the drawing, and the numbers beside it. */
const page = { width: 1040, head: 112, row: 48, foot: 40 } as const;
const drawing = { from: 312, to: 692 } as const;
const numbers = 716;
const nameColumns = 34;

const style = `
:root { color-scheme: light dark; --ground: #ffffff; --ink: #1f2328; --quiet: #5c636b; --line: #dcdcd6; --now: #2457b3; --up: #b3261e; --down: #1a7044; }
@media (prefers-color-scheme: dark) { :root { --ground: #1e2125; --ink: #e4e6e8; --quiet: #a3abb3; --line: #393e44; --now: #8fb6ff; --up: #ff9a90; --down: #6fcb97; } }
.ground { fill: var(--ground); }
text { fill: var(--ink); font: 14px system-ui, sans-serif; }
.title { font-size: 18px; font-weight: 600; }
.name { font-weight: 600; }
.quiet { fill: var(--quiet); font-size: 12px; }
.change { font-size: 12px; }
.up { fill: var(--up); }
.down { fill: var(--down); }
.grid { stroke: var(--line); }
.interval { stroke: var(--now); stroke-width: 2; }
.advisory { stroke-dasharray: 4 3; }
.now { fill: var(--now); stroke: var(--now); stroke-width: 2; }
.advised { fill: var(--ground); stroke-dasharray: 3 2; }
.then { fill: var(--ground); stroke: var(--quiet); stroke-width: 2; }
`;

/** XML knows no U+FFFE and U+FFFF, by whatever reference. */
const foreign = (text: string, max = 400): string =>
  escapeHtml(oneLine(text, max).replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD'));

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

const fitted = (text: string): string => {
  const line = oneLine(text);
  if (columns(line) <= nameColumns) return line;
  let kept = '';
  for (const { segment } of characters.segment(line)) {
    if (columns(kept) + columns(segment) >= nameColumns) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
};

type Scale = (share: number) => string;

const scaleTo =
  (top: number): Scale =>
  (share) => {
    const part = Math.min(1, share / top);
    return (drawing.from + part * (drawing.to - drawing.from)).toFixed(1);
  };

const text = (x: number, y: number, kind: string, words: string, anchor = ''): string =>
  `<text x="${x}" y="${y}" class="${kind}"${anchor}>${words}</text>`;

const marksOf = ({ opinion, advisory, by }: Frequency): string =>
  [
    by === 'people' ? 'read by people' : (by ?? ''),
    ...(opinion ? ['opinion: never observed'] : []),
    ...(advisory === undefined ? [] : ['advisory']),
  ]
    .filter(Boolean)
    .join(' · ');

const changeOf = (last: Last): string => {
  if ('incomparable' in last)
    return `<tspan class="quiet">not comparable: ${last.incomparable}</tspan>`;
  if (!last.beyondLuck)
    return `<tspan class="quiet">${pointsText(last)} points, may be luck</tspan>`;
  const [way, sign] = last.change.value > 0 ? ['up', '▲'] : ['down', '▼'];
  return `<tspan class="${way}">${sign} ${pointsText(last)} points, beyond luck</tspan>`;
};

/** Below the line, so that neither hides the other. */
const thenMark = ({ rate, last }: Frequency, y: number, scale: Scale): string =>
  rate === undefined || last === undefined
    ? ''
    : `<circle class="then" cx="${scale(last.rate.value)}" cy="${y + 10}" r="4.5"/>`;

const nowMark = ({ rate, advisory }: Frequency, y: number, scale: Scale): string => {
  if (rate === undefined) return '';
  const [from, to] = [scale(rate.lower), scale(rate.upper)];
  const [line, dot] = advisory === undefined ? ['', ''] : [' advisory', ' advised'];
  const isInside = rate.lower <= rate.value && rate.value <= rate.upper;
  return `<path class="interval${line}" fill="none" d="M${from} ${y}H${to}M${from} ${y - 4}v8M${to} ${y - 4}v8"/>
${isInside ? `<circle class="now${dot}" cx="${scale(rate.value)}" cy="${y}" r="5.5"/>` : ''}`;
};

const unmeasured = (mode: Frequency): string => {
  const { evals, applicable, errors } = mode;
  if (evals.length === 0) return readText(mode);
  return applicable === 0
    ? 'its evals apply to none of the traces'
    : `${plural(errors, 'trace')} could not be measured`;
};

const rowOf = (mode: Frequency, index: number, scale: Scale): string => {
  const top = page.head + index * page.row;
  const y = top + 20;
  const { rate, last } = mode;
  const right =
    rate === undefined
      ? [text(drawing.from + 8, y + 4, 'quiet', unmeasured(mode))]
      : [
          text(
            numbers,
            y + 1,
            '',
            `${rateText(rate)} <tspan class="quiet">${countText(mode)}</tspan>`,
          ),
          last === undefined ? '' : text(numbers, y + 18, 'change', changeOf(last)),
        ];
  return `<g>
<title>${foreign(`${mode.name} (${mode.mode})`)}</title>
<svg x="0" y="${top}" width="${drawing.from - 12}" height="${page.row}">
${text(24, 20, 'name', foreign(fitted(mode.name)))}
${text(24, 37, 'quiet', marksOf(mode))}
</svg>
${thenMark(mode, y, scale)}
${nowMark(mode, y, scale)}
${right.join('\n')}
</g>`;
};

const gridOf = (top: number, scale: Scale, bottom: number): string =>
  [0, 0.25, 0.5, 0.75, 1]
    .map((part) => {
      const share = part * top;
      const x = Number(scale(share));
      const label = `${Number((share * 100).toFixed(2))} %`;
      return `<line class="grid" x1="${x}" x2="${x}" y1="${page.head - 6}" y2="${bottom}"/>
${text(x, page.head - 12, 'quiet', label, ' text-anchor="middle"')}`;
    })
    .join('\n');

const legendOf = (modes: readonly Frequency[], y: number): string => {
  const last = modes.find((mode) => mode.last !== undefined)?.last;
  const then =
    last === undefined
      ? ''
      : `<circle class="then" cx="${drawing.from + 210}" cy="${y - 4}" r="4.5"/>
${text(drawing.from + 222, y, 'quiet', `last time, ${dayOf(last.at)}`)}`;
  return `<path class="interval" fill="none" d="M${drawing.from} ${y - 4}h24m-24 -4v8m24 -8v8"/>
<circle class="now" cx="${drawing.from + 12}" cy="${y - 4}" r="5.5"/>
${text(drawing.from + 34, y, 'quiet', 'now, and its 95 % interval')}
${then}`;
};

/** One self-contained picture: a row a failure mode, a dot with its interval now, a hollow one last time. */
export const frequencyPlot = ({ modes, traces, from, at, commit }: MeasuredTraces): string => {
  const bottom = page.head + modes.length * page.row;
  const height = bottom + page.foot;
  const top = axisTop(modes);
  const scale = scaleTo(top);
  const title = 'How often each failure mode happens';
  const about = `in ${plural(traces, 'trace')} from ${foreign(from, 60)}, measured on ${dayOf(at)} with the evals of ${foreign(shortSha(commit))}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${page.width}" height="${height}" viewBox="0 0 ${page.width} ${height}" role="img">
<title>${title}</title>
<style>${style}</style>
<rect class="ground" width="100%" height="100%"/>
${text(24, 34, 'title', title)}
${text(24, 58, 'quiet', about)}
${modes.length === 0 ? text(24, 96, '', 'No failure mode is named yet.') : gridOf(top, scale, bottom)}
${modes.map((mode, index) => rowOf(mode, index, scale)).join('\n')}
${modes.length === 0 ? '' : legendOf(modes, bottom + 26)}
</svg>
`;
};
