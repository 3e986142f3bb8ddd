import { useEffect, useRef, useState } from 'preact/hooks';
import type { TraceSummary } from '../../domain/looking.ts';
import type { Desk } from './desk.ts';
import type { Verdict } from './fields.ts';
import { useFinder, type Finder } from './finder.ts';
import { useKeys } from './keys.ts';
import { NotePanel } from './note-panel.tsx';
import { SearchBox } from './search-box.tsx';
import { traceKeys } from './trace-keys.ts';
import { TraceList } from './trace-list.tsx';
import { TraceView } from './trace-view.tsx';
import { useTrace, type Loaded } from './use-trace.ts';

const steps = (finder: Finder, at: number) => ({
  next: finder.listed.find((index) => index > at),
  previous: finder.listed.findLast((index) => index < at),
});

const Shown = ({
  loaded,
  summary,
  judged,
}: {
  loaded: Loaded;
  summary: TraceSummary;
  judged: boolean;
}) => {
  if (loaded.failure !== undefined)
    return (
      <p class="broken" role="alert">
        This trace cannot be shown: {loaded.failure}
      </p>
    );
  if (loaded.trace === undefined) return <p class="quiet">Loading…</p>;
  return <TraceView key={loaded.id} trace={loaded.trace} summary={summary} judged={judged} />;
};

type Props = {
  desk: Desk;
  at: number;
  go: (at: number) => void;
  group: () => void;
  help: () => void;
};

/** What can be done with the trace that is shown. */
const useReading = ({ desk, at, go, group, help }: Props, finder: Finder) => {
  const trace = desk.traces[at]?.trace ?? '';
  const field = useRef<HTMLTextAreaElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const page = useRef<HTMLElement>(null);
  const { next, previous } = steps(finder, at);
  const move = (to: number | undefined): void => {
    void desk.notebook.flush();
    if (to !== undefined) go(to);
  };
  const judge = (verdict: Verdict): void => {
    if (desk.notebook.fields(trace).verdict === verdict) return;
    desk.change([{ trace, patch: { verdict } }]);
    void desk.notebook.flush();
  };
  const saveAndNext = (): void => {
    field.current?.blur();
    move(next);
  };
  const undo = (): void => {
    const back = desk.undo();
    const index = desk.traces.findIndex((each) => each.trace === back);
    if (index >= 0) move(index);
  };
  const toNote = (): void => field.current?.focus();
  const [forward, back] = [() => move(next), () => move(previous)];
  const moving = { ArrowRight: forward, j: forward, ArrowLeft: back, k: back };
  const judging = { 1: () => judge('pass'), 2: () => judge('fail'), d: () => judge('defer') };
  const writing = { n: toNote, Enter: toNote, 'mod+Enter': saveAndNext, u: undo };
  const leaving = { '/': () => search.current?.select(), '?': help, g: group };
  useKeys({ ...moving, ...judging, ...writing, ...leaving, ...traceKeys(page) });
  return { field, search, page, next, move, judge, saveAndNext };
};

/** False until the browser has drawn the rest: a long list is not in the way of the first look. */
const useDrawn = (): boolean => {
  const [drawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  return drawn;
};

/** The first pass: read a trace, judge it, note what was seen. */
export const Reading = (props: Props) => {
  const { desk, at } = props;
  const summary = desk.traces[at] as TraceSummary;
  const { trace } = summary;
  const finder = useFinder(desk);
  const { field, search, page, next, move, judge, saveAndNext } = useReading(props, finder);
  const loaded = useTrace(trace, next === undefined ? undefined : desk.traces[next]?.trace);
  useEffect(() => page.current?.scrollTo(0, 0), [trace]);
  const judged = desk.notebook.fields(trace).verdict !== undefined;
  const { traces, notes } = desk;
  const drawn = useDrawn();
  return (
    <div class="reading">
      <main ref={page} tabIndex={0} aria-label="Trace">
        <div class="column">
          <Shown loaded={loaded} summary={summary} judged={judged} />
        </div>
      </main>
      <NotePanel desk={desk} trace={trace} field={field} judge={judge} next={saveAndNext} />
      <aside class="side" aria-label="Traces">
        {drawn && (
          <>
            <SearchBox desk={desk} finder={finder} field={search} go={move} />
            <TraceList traces={traces} notes={notes} listed={finder.listed} at={at} go={move} />
          </>
        )}
      </aside>
    </div>
  );
};
