import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ModeCard } from '../../domain/looking.ts';
import type { Card } from './shelf.ts';
import { Text } from './text.tsx';
import type { Grouping } from './use-grouping.ts';
import { escaped } from './visible.ts';

/** Cards shown before they are asked for. */
const first = 100;

type CardProps = {
  card: Card;
  position: number;
  grouping: Grouping;
  modes: readonly ModeCard[];
  read: (index: number) => void;
};

type ChipsProps = Pick<CardProps, 'card' | 'grouping' | 'modes'> & { tabIndex: number };

const Chips = ({ card, grouping, modes, tabIndex }: ChipsProps) => (
  <ul class="chips">
    {card.note.modes.map((id) => {
      const name = escaped(modes.find((mode) => mode.id === id)?.name ?? id);
      return (
        <li key={id}>
          {name}
          <button
            type="button"
            tabIndex={tabIndex}
            aria-label={`take out of ${name}`}
            onClick={(event) => {
              event.stopPropagation();
              grouping.takeOut(card, id);
            }}
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
  // Tab goes to one card only, and to what is on it; arrows move over the others.
  const tabIndex = position === grouping.at ? 0 : -1;
  const drag = (event: DragEvent): void => {
    const traces = selected ? grouping.traces : [trace];
    event.dataTransfer?.setData('application/x-traces', JSON.stringify(traces));
  };
  return (
    <li
      class={selected ? 'card selected' : 'card'}
      draggable
      onDragStart={drag}
      onClick={() => grouping.select(trace)}
    >
      <div
        class="words"
        dir="auto"
        role="button"
        aria-pressed={selected}
        tabIndex={tabIndex}
        onFocus={() => grouping.moveTo(position)}
      >
        {note.note.trim() === '' ? <span class="quiet">no note</span> : <Text text={note.note} />}
      </div>
      <footer>
        <span class={`state ${note.verdict ?? ''}`}>{note.verdict ?? 'noted'}</span>
        <Chips card={card} grouping={grouping} modes={modes} tabIndex={tabIndex} />
        <button
          type="button"
          class="open"
          tabIndex={tabIndex}
          onClick={(event) => {
            event.stopPropagation();
            read(index);
          }}
        >
          trace {index + 1}
        </button>
      </footer>
    </li>
  );
};

type Props = Pick<CardProps, 'grouping' | 'modes' | 'read'>;

/** The notes as cards; arrows move over them, Space or a click selects. */
export const Cards = ({ grouping, modes, read }: Props) => {
  const box = useRef<HTMLUListElement>(null);
  const [count, setCount] = useState(first);
  const { shown, at } = grouping;
  useLayoutEffect(() => {
    const here = document.activeElement;
    if (here !== document.body && box.current?.contains(here) !== true) return;
    box.current?.querySelector<HTMLElement>('.words[tabindex="0"]')?.focus();
  }, [at, shown]);
  return (
    <>
      <ul class="cards" ref={box} aria-label="Notes">
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
      </ul>
      {shown.length > count && (
        <button type="button" class="more" onClick={() => setCount(count + first)}>
          Show more ({shown.length - count})
        </button>
      )}
    </>
  );
};
