import type { RefObject } from 'preact';
import type { Keys } from './keys.ts';

/** Pixels, as browsers scroll by an arrow. */
const line = 40;
/** Of the height: what was last stays in sight. */
const screen = 0.875;

/** Opens all folds that are shown, then those in them; closes them when all are open. */
const turnFolds = (box: Element): void => {
  const folds = [...box.querySelectorAll<HTMLDetailsElement>('details.fold')];
  const open = folds.some((fold) => !fold.open);
  for (const fold of folds) fold.open = open;
};

/** Scrolls the trace by the keys that scroll any page, though it has not the focus; turns its folds. */
export const traceKeys = (box: RefObject<HTMLElement | null>): Keys => {
  const to = (top: number) => () => box.current?.scrollTo(0, top);
  const by = (pixels: number) => () => box.current?.scrollBy(0, pixels);
  const pages = (count: number) => () =>
    box.current?.scrollBy(0, count * screen * box.current.clientHeight);
  return {
    ArrowDown: by(line),
    ArrowUp: by(-line),
    PageDown: pages(1),
    PageUp: pages(-1),
    ' ': pages(1),
    'shift+ ': pages(-1),
    Home: to(0),
    End: to(Number.MAX_SAFE_INTEGER),
    o: () => box.current && turnFolds(box.current),
  };
};
