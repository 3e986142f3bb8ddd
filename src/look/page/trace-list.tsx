import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TraceSummary } from '../../domain/looking.ts';
import { isRead, type Fields } from './fields.ts';
import { whyShown } from './pick-shown.ts';
import { Text } from './text.tsx';

const rowHeight = 46;
const around = 6;

const stateOf = (note: Fields): string => note.verdict ?? (isRead(note) ? 'noted' : 'unread');

type RowProps = {
  index: number;
  summary: TraceSummary;
  note: Fields;
  current: boolean;
  go: (index: number) => void;
};

const Row = ({ index, summary, note, current, go }: RowProps) => {
  const state = stateOf(note);
  const why = whyShown(summary, note.verdict !== undefined);
  return (
    <li>
      <button
        type="button"
        class={`row ${state}`}
        aria-current={current ? 'true' : undefined}
        onClick={() => go(index)}
      >
        <span class="number">{index + 1}</span>
        <span class="state">{state === 'unread' ? '' : state}</span>
        <span class="hint">
          <Text text={note.note.slice(0, 80) || why || summary.trace.slice(0, 80)} />
        </span>
      </button>
    </li>
  );
};

type Props = {
  traces: readonly TraceSummary[];
  notes: readonly Fields[];
  /** Indices of the traces to list. */
  listed: readonly number[];
  at: number;
  go: (index: number) => void;
};

/** The traces as rows of one height; only those in sight are rendered. */
export const TraceList = ({ traces, notes, listed, at, go }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  const measure = (): void => {
    const { scrollTop: top, clientHeight: height } = box.current ?? {
      scrollTop: 0,
      clientHeight: 0,
    };
    setView({ top, height });
  };
  const position = listed.indexOf(at);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || position < 0) return;
    const [top, bottom] = [position * rowHeight, (position + 2) * rowHeight];
    if (top < element.scrollTop) element.scrollTop = Math.max(0, top - rowHeight);
    if (bottom > element.scrollTop + element.clientHeight)
      element.scrollTop = bottom - element.clientHeight;
    measure();
  }, [position, listed.length]);
  const first = Math.max(0, Math.floor(view.top / rowHeight) - around);
  const count = Math.ceil(view.height / rowHeight) + 2 * around;
  return (
    <div class="list" ref={box} onScroll={measure}>
      <ol
        style={{
          height: `${listed.length * rowHeight}px`,
          paddingTop: `${first * rowHeight}px`,
        }}
      >
        {listed.slice(first, first + count).map((index) => (
          <Row
            key={index}
            index={index}
            summary={traces[index] as TraceSummary}
            note={notes[index] as Fields}
            current={index === at}
            go={go}
          />
        ))}
      </ol>
    </div>
  );
};
