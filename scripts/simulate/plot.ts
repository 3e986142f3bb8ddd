import { rules, type Rule } from './pull-request.ts';
import { percent, shown, type Result } from './table.ts';
import { changes } from './world.ts';
import { isInnocent } from './cells.ts';

const panels = [
  { modes: 5, title: '5 failure modes of 30 cases' },
  { modes: 20, title: '20 failure modes of 30 cases' },
];
const names: Record<Rule, string> = {
  failmode: 'Failmode',
  'any drop': 'any drop blocks',
  'more than 5 points': 'more than 5 points down blocks',
};

const size = { width: 920, left: 282, panel: 272, gap: 56, top: 84, row: 46, heading: 26 };

const style = `
  text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #1f2328 }
  .title { font-size: 15px; font-weight: 600 }
  .group { font-weight: 600 }
  .small { font-size: 11px }
  .muted { fill: #59636e }
  .paper { fill: #ffffff }
  .grid { stroke: #d1d9e0 }
  .failmode { fill: #0969da }
  .any-drop { fill: #bc4c00 }
  .more-than-5-points { fill: #818b98 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .muted { fill: #9198a1 }
    .paper { fill: #0d1117 }
    .grid { stroke: #3d444d }
    .failmode { fill: #58a6ff }
    .any-drop { fill: #f0883e }
    .more-than-5-points { fill: #8b949e }
  }`;

const text = (x: number, y: number, words: string, kind = '', anchor = 'start'): string =>
  `<text x="${x}" y="${y}" class="${kind}" text-anchor="${anchor}">${words}</text>`;

const classOf = (rule: Rule): string => rule.replaceAll(' ', '-');

/** Three bars, one a rule, each with its number. */
const bars = (x: number, y: number, result: Result | undefined): string =>
  rules
    .map((rule, i) => {
      const share = result ? shown(result)[rule] : 0;
      const width = Math.max(1, share * size.panel);
      const top = y + 4 + i * 12;
      const bar = `<rect x="${x}" y="${top}" width="${width.toFixed(1)}" height="10" class="${classOf(rule)}"/>`;
      return bar + text(Number((x + width + 4).toFixed(1)), top + 9, percent(share), 'small');
    })
    .join('\n');

const legend = (): string => {
  const at = [size.left, size.left + 100, size.left + 232];
  return rules
    .map((rule, i) => {
      const x = at[i] ?? 0;
      const box = `<rect x="${x}" y="35" width="12" height="12" class="${classOf(rule)}"/>`;
      return box + text(x + 18, 46, names[rule]);
    })
    .join('\n');
};

/** The top of every row; a heading stands above the innocent and above the harmful ones. */
const tops = changes.map(
  (change, i) => size.top + i * size.row + size.heading * (isInnocent(change) ? 1 : 2),
);
const bottom = (tops.at(-1) ?? 0) + size.row;

const axis = (x: number): string =>
  [0, 25, 50, 75, 100]
    .map((tick) => {
      const at = x + (tick / 100) * size.panel;
      const grid = `<line x1="${at}" x2="${at}" y1="${size.top}" y2="${bottom}" class="grid"/>`;
      return grid + text(at, bottom + 17, `${tick}%`, 'small muted', 'middle');
    })
    .join('\n');

const panel = (results: readonly Result[], index: number): string => {
  const { modes, title } = panels[index] ?? { modes: 0, title: '' };
  const x = size.left + index * (size.panel + size.gap);
  const rows = changes.map((change, i) => {
    const result = results.find(
      ({ cell }) =>
        cell.modes === modes &&
        cell.cases === 30 &&
        cell.noise === 'typical' &&
        cell.change === change,
    );
    return bars(x, tops[i] ?? 0, result);
  });
  return [axis(x), text(x, size.top - 10, title, 'group'), ...rows].join('\n');
};

const labels = (): string => {
  const x = size.left - 12;
  const innocent = tops.findLastIndex((_, i) => isInnocent(changes[i] ?? changes[0]));
  return [
    text(x, size.top + 17, 'Innocent: how many are blocked', 'group', 'end'),
    text(x, (tops[innocent + 1] ?? 0) - 9, 'Harmful: how many are caught', 'group', 'end'),
    ...changes.map((change, i) => text(x, (tops[i] ?? 0) + 26, change, '', 'end')),
  ].join('\n');
};

/** The picture of docs/gate.md, by hand: readable on light and on dark. */
export const plot = (results: readonly Result[]): string => {
  const height = bottom + 52;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" width="${size.width}" height="${height}" role="img" aria-label="Share of pull requests blocked or caught, by rule">
<style>${style}
</style>
<rect width="${size.width}" height="${height}" rx="6" class="paper"/>
${text(16, 24, 'How often each rule turns red: the shipped decision beside two others', 'title')}
${legend()}
${panels.map((_, i) => panel(results, i)).join('\n')}
${labels()}
${text(size.left, bottom + 38, 'per cent of the simulated pull requests; typical noise: 27% of the cases are flaky', 'small muted')}
</svg>
`;
};
