import { useEffect, useState } from 'preact/hooks';
import type { Trace } from '../../domain/trace.ts';
import { api } from './api.ts';

const kept = 30;
const cache = new Map<string, Promise<Trace>>();

/** A trace by its id, asked for once; the latest few are kept. */
export const fetchTrace = (id: string): Promise<Trace> => {
  const known = cache.get(id);
  if (known !== undefined) return known;
  const asked = api.trace(id);
  cache.set(id, asked);
  asked.catch(() => cache.delete(id));
  const [oldest] = cache.keys();
  if (cache.size > kept && oldest !== undefined) cache.delete(oldest);
  return asked;
};

export type Loaded = { id: string; trace?: Trace; failure?: string };

const answered = async (id: string): Promise<Loaded> => {
  try {
    return { id, trace: await fetchTrace(id) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
};

/** The trace to show; `next` is fetched ahead. */
export const useTrace = (id: string, next: string | undefined): Loaded => {
  const [loaded, setLoaded] = useState<Loaded>({ id });
  useEffect(() => {
    let stale = false;
    const load = async (): Promise<void> => {
      const answer = await answered(id);
      if (stale) return;
      setLoaded(answer);
      if (next !== undefined) await answered(next);
    };
    void load();
    return () => {
      stale = true;
    };
  }, [id, next]);
  return loaded.id === id ? loaded : { id };
};
