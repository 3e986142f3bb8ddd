import type { Fields } from './fields.ts';

/** A note that no server has confirmed, and when it was written (ms). */
export type Draft = { trace: string; at: number; fields: Fields };

/** Where unsaved edits survive a reload. */
export type Drafts = {
  all: () => Draft[];
  keep: (draft: Draft) => void;
  drop: (trace: string) => void;
};

type Storage = {
  readonly length: number;
  key: (index: number) => string | null;
  getItem: (key: string) => string | null;
  setItem: (key: string, value: string) => void;
  removeItem: (key: string) => void;
};

const parse = (text: string | null): Draft | undefined => {
  try {
    return JSON.parse(text ?? '') as Draft;
  } catch {
    return undefined;
  }
};

/** Drafts in the browser's storage, under the session's name. */
export const openDrafts = (storage: Storage, session: string): Drafts => {
  const prefix = `failmode:${session}:draft:`;
  const keys = (): string[] =>
    Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '').filter((key) =>
      key.startsWith(prefix),
    );
  return {
    all: () => keys().flatMap((key) => parse(storage.getItem(key)) ?? []),
    keep: (draft) => {
      try {
        storage.setItem(prefix + draft.trace, JSON.stringify(draft));
      } catch {
        // A full storage loses the second copy only; the edit is still on its way to the server.
      }
    },
    drop: (trace) => storage.removeItem(prefix + trace),
  };
};
