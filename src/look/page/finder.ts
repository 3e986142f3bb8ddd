import { useEffect, useMemo, useState } from 'preact/hooks';
import { api } from './api.ts';
import type { Desk } from './desk.ts';
import { isRead, type Fields } from './fields.ts';

export const filters = ['all', 'pass', 'fail', 'defer', 'unread'] as const;
export type Filter = (typeof filters)[number];

const passes = (filter: Filter, note: Fields | undefined): boolean => {
  if (filter === 'all' || note === undefined) return true;
  return filter === 'unread' ? !isRead(note) : note.verdict === filter;
};

export type Finder = {
  q: string;
  setQ: (q: string) => void;
  filter: Filter;
  setFilter: (filter: Filter) => void;
  /** Indices of the traces that are asked for. */
  listed: readonly number[];
  /** Where `#45` or an id points to. */
  target: number | undefined;
  failure: string | undefined;
};

const pause = 150;

/** The ids that the server finds for a text; undefined where nothing is asked. */
const useHits = (q: string) => {
  const [found, setFound] = useState<{ ids?: Set<string>; failure?: string }>({});
  useEffect(() => {
    if (q.trim() === '' || q.startsWith('#')) {
      setFound({});
      return undefined;
    }
    let stale = false;
    const timer = setTimeout(() => {
      const answer = api.search(q).then(
        ({ ids }) => ({ ids: new Set(ids) }),
        (error: unknown) => ({ failure: String(error) }),
      );
      void answer.then((result) => !stale && setFound(result));
    }, pause);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [q]);
  return found;
};

/** Search, jump and filter over the traces of the session. */
export const useFinder = ({ traces, notes }: Desk): Finder => {
  const [q, setQ] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const { ids, failure } = useHits(q);
  const listed = useMemo(
    () =>
      traces.flatMap(({ trace }, index) =>
        passes(filter, notes[index]) && (ids === undefined || ids.has(trace)) ? [index] : [],
      ),
    [traces, notes, filter, ids],
  );
  const number = /^#(\d+)$/.exec(q.trim())?.[1];
  const index = number === undefined ? traces.findIndex(({ trace }) => trace === q.trim()) : -1;
  const place = number === undefined ? index : Number(number) - 1;
  const target = place >= 0 && place < traces.length ? place : undefined;
  return { q, setQ, filter, setFilter, listed, target, failure };
};
