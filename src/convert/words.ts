import type { Rate, Share } from './debt.ts';

/** In whole percent; never 100 % of what is not all, nor 0 % of what is some. */
const percent = (share: number): string => {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return '> 99 %';
  if (rounded === 0 && share > 0) return '< 1 %';
  return `${rounded} %`;
};

const interval = ({ lower, upper }: Share): string =>
  `95 % interval ${Math.round(lower * 100)} to ${Math.round(upper * 100)} %`;

/** `92 % (95 % interval 85 to 96 %)` */
export const shareText = (share: Share): string => `${percent(share.value)} (${interval(share)})`;

/** `11 of 12 · 92 % (95 % interval 65 to 99 %)`; a dash where there is nothing to count. */
export const rateText = ({ count, of, lower, upper }: Rate): string =>
  of === 0 ? '–' : `${count} of ${of} · ${shareText({ value: count / of, lower, upper })}`;
