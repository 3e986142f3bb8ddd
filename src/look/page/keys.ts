import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * What a key does; the name is `event.key`, letters in lower case, `mod+Enter` with Ctrl or Cmd,
 * `shift+ ` for Space with Shift.
 */
export type Keys = Record<string, () => void>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.matches('textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable]');

/** On these, Enter and Space do what the element does. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, summary, a, dialog') !== null;

const nameOf = (event: KeyboardEvent): string => {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : '';
  if (event.key === ' ' && event.shiftKey) return `${mod}shift+ `;
  return mod + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
};

/** The name of the shortcut that was pressed; none while somebody types. */
const shortcutOf = (event: KeyboardEvent): string | undefined => {
  if (event.isComposing || event.altKey || event.defaultPrevented) return undefined;
  const name = nameOf(event);
  if (name === 'mod+Enter') return name;
  if (isTyping(event.target) || name.startsWith('mod+')) return undefined;
  if (isControl(event.target) && ['Enter', ' ', 'shift+ '].includes(name)) return undefined;
  return document.querySelector('dialog[open]') === null ? name : undefined;
};

/** Listens to the whole page, as long as the component is shown. */
export const useKeys = (keys: Keys): void => {
  const latest = useRef(keys);
  latest.current = keys;
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const act = latest.current[shortcutOf(event) ?? ''];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
};
