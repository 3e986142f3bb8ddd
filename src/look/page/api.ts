import type {
  CasesRequest,
  LookingState,
  ModeCard,
  ModeChange,
  NoteEdit,
  Saturation,
  Suggestion,
} from '../../domain/looking.ts';
import type { Note } from '../../domain/note.ts';
import type { Taxonomy } from '../../domain/taxonomy.ts';
import type { Trace } from '../../domain/trace.ts';
import { Overtaken } from './overtaken.ts';
import { Refused } from './refused.ts';

type Explained = { what: string; why?: string; mend?: string };

/** Of keepalive requests the browser lets 64 KiB be under way at once. */
const keepaliveLimit = 32_000;

const key = (): string => new URLSearchParams(location.search).get('key') ?? '';

const explain = async (response: Response): Promise<Error> => {
  const answer = (await response.json().catch(() => ({}))) as { error?: Explained; note?: Note };
  const { error, note } = answer;
  if (error === undefined) return new Error(`the server answered ${response.status}`);
  const text = [error.what, error.why, error.mend].filter(Boolean).join('; ');
  if (response.status >= 500) return new Error(text);
  return note === undefined ? new Refused(text) : new Overtaken(text, note);
};

const ask = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
  const text = body === undefined ? null : JSON.stringify(body);
  const response = await fetch(path, {
    method,
    body: text,
    headers: { 'x-failmode-key': key(), ...(text && { 'content-type': 'application/json' }) },
    keepalive: text !== null && text.length < keepaliveLimit,
  }).catch(() => {
    throw new Error('Failmode does not answer (is `failmode look` still running?)');
  });
  if (!response.ok) throw await explain(response);
  return (await response.json()) as Answer;
};

/** What the server tells every open page. */
export type LookingEvent =
  | { kind: 'note'; note: Note; saturation: Saturation }
  | { kind: 'modes'; modes: ModeCard[]; notes: Note[]; saturation: Saturation };

/** The server of the page; each call rejects with an error that a person can read. */
export const api = {
  session: () => ask<LookingState>('GET', '/api/session'),
  trace: (id: string) => ask<Trace>('GET', `/api/traces/${encodeURIComponent(id)}`),
  search: (q: string) => ask<{ ids: string[] }>('GET', `/api/search?q=${encodeURIComponent(q)}`),
  saveNote: (edit: NoteEdit) => ask<Note>('PUT', '/api/notes', edit),
  changeModes: (change: ModeChange) =>
    ask<{ modes: ModeCard[]; notes: Note[] }>('POST', '/api/modes', change),
  makeCases: (request: CasesRequest) =>
    ask<{ file: string; cases: string[] }>('POST', '/api/cases', request),
  suggestions: () => ask<{ suggestions: Suggestion[] }>('GET', '/api/suggestions'),
  taxonomy: () => ask<Taxonomy>('GET', '/api/taxonomy'),
  writeTaxonomy: () => ask<{ file?: string }>('POST', '/api/taxonomy', {}),
};

/** Hears what other pages saved; `again` when the connection was lost and is back. */
export const listen = (on: (event: LookingEvent) => void, again: () => void): (() => void) => {
  const source = new EventSource(`/api/events?key=${encodeURIComponent(key())}`);
  let lost = false;
  source.addEventListener('message', ({ data }) => on(JSON.parse(String(data)) as LookingEvent));
  source.addEventListener('error', () => (lost = true));
  source.addEventListener('open', () => {
    if (lost) again();
    lost = false;
  });
  return () => source.close();
};
