import { fit } from '../fit.ts';
import { grouped } from '../words/numbers.ts';

/** The items as a list within `bytes`, and how many more there are. */
export const bullets = (items: readonly string[], bytes: number, most = 20): string => {
  const { texts } = fit(items.slice(0, most), (item) => `- ${item}`, bytes - 30);
  const left = items.length - texts.length;
  return [...texts, ...(left > 0 ? [`- and ${grouped(left)} more`] : [])].join('\n');
};
