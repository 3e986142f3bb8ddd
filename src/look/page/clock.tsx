import { useEffect, useState } from 'preact/hooks';

type Spent = { spent: number; last: number };

/** Longer gaps are not reading: the page was hidden or the machine slept. */
const longestTick = 2000;

const load = (key: string): Spent => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '') as Spent;
  } catch {
    return { spent: 0, last: 0 };
  }
};

/** Two open pages share one clock: each adds only the time since the other's last tick. */
const tick = (key: string): number => {
  const { spent, last } = load(key);
  const now = Date.now();
  const gap = now - last;
  const next = spent + (gap > 0 && gap <= longestTick ? gap : 0);
  localStorage.setItem(key, JSON.stringify({ spent: next, last: now }));
  return next;
};

const minutes = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** Time spent with the page in front, of the session's minutes. */
export const Clock = ({ session, limit }: { session: string; limit: number }) => {
  const key = `failmode:${session}:clock`;
  const [spent, setSpent] = useState(() => load(key).spent);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') setSpent(tick(key));
    }, 1000);
    return () => clearInterval(timer);
  }, [key]);
  const over = spent >= limit * 60_000;
  return (
    <span class={over ? 'clock over' : 'clock'} title="time spent on this page">
      <span role="timer">{minutes(spent)}</span> of {limit} min
      <span role="status">{over ? ', time is up: finish this one' : ''}</span>
    </span>
  );
};
