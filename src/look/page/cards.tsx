import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ModeCard } from '../../domain/looking.ts';
import type { Card } from './shelf.ts';
import { Text } from './text.tsx';
import type { Grouping } from './use-grouping.ts';
import { escaped } from './visible.ts';

/** Cards shown before they are asked for. */
const first = 200;

type CardProps = {
  card: Card;
  position: number;
  grouping: Grouping;
  modes: readonly ModeCard[];
  read: (index: number) => void;
};

const Chips = ({ card, grouping, modes }: Omit<CardProps, 'position' | 'read'>) => (
  <ul class="chips">
    {card.note.modes.map((id) => {
      const name = escaped(modes.find((mode) => mode.id === id)?.name ?? id);
      return (
        <li key={id}>
          {name}
          <button
            type="button"
            tabIndex={-1}
            aria-label={`take out of ${name}`}
            onClick={() => grouping.takeOut(card, id)}
          >
            ×
          </button>
        </li>
      );
    })}
  </ul>
);

const CardView = ({ card, position, grouping, modes, read }: CardProps) => {
  const { trace, note, index } = card;
  const selected = grouping.selected.has(trace);
  const drag = (event: DragEvent): void => {
    const traces = selected ? grouping.traces : [trace];
    event.dataTransfer?.setData('application/x-traces', JSON.stringify(traces));
  };
  return (
    <div
      class="card"
      role="option"
      aria-selected={selected}
      tabIndex={position === grouping.at ? 0 : -1}
      draggable
      onDragStart={drag}
      onFocus={() => grouping.moveTo(position)}
      onClick={() => grouping.select(trace)}
    >
      <p dir="auto">
        {note.note.trim() === '' ? <span class="quiet">no note</span> : <Text text={note.note} />}
      </p>
      <footer>
        <span class={`state ${note.verdict ?? ''}`}>{note.verdict ?? 'noted'}</span>
        <Chips card={card} grouping={grouping} modes={modes} />
        <button
          type="button"
          class="open"
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            read(index);
          }}
        >
          trace {index + 1}
        </button>
      </footer>
    </div>
  );
};

type Props = Pick<CardProps, 'grouping' | 'modes' | 'read'>;

/** The notes as cards; arrows move over them, Space or a click selects. */
export const Cards = ({ grouping, modes, read }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(first);
  const { shown, at } = grouping;
  useLayoutEffect(() => {
    const here = document.activeElement;
    if (here !== document.body && box.current?.contains(here) !== true) return;
    box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [at, shown]);
  return (
    <>
      <div class="cards" ref={box} role="listbox" aria-multiselectable="true" aria-label="Notes">
        {shown.slice(0, Math.max(count, at + 1)).map((card, position) => (
          <CardView
            key={card.trace}
            card={card}
            position={position}
            grouping={grouping}
            modes={modes}
            read={read}
          />
        ))}
      </div>
      {shown.length > count && (
        <button type="button" class="more" onClick={() => setCount(count + first)}>
          Show more ({shown.length - count})
        </button>
      )}
    </>
  );
};
