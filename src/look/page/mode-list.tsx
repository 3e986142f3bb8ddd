import { useState } from 'preact/hooks';
import type { ModeCard } from '../../domain/looking.ts';
import type { Ranked, Share } from '../../domain/taxonomy.ts';
import { Elsewhere } from './elsewhere.tsx';
import type { Card, Shelf } from './shelf.ts';
import { Text } from './text.tsx';
import { Opinion, Unmentioned } from './unmentioned.tsx';
import type { Grouping } from './use-grouping.ts';
import { escaped } from './visible.ts';

const percent = (share: number): string => `${Math.round(share * 100)}`;

/** How often it was seen: the share as a bar, its 95 % interval as a line over it. */
const Bar = ({ seen }: { seen: Share }) => {
  const share = seen.of === 0 ? 0 : seen.count / seen.of;
  const { lower, upper } = seen;
  return (
    <>
      <div class="bar" aria-hidden="true">
        <span class="share" style={{ width: `${share * 100}%` }} />
        <span
          class="interval"
          style={{ left: `${lower * 100}%`, width: `${(upper - lower) * 100}%` }}
        />
      </div>
      <p class="numbers">
        <strong>{seen.count}</strong> of {seen.of} read, {percent(share)} %{' '}
        <span class="quiet">
          (95 %: {percent(lower)} to {percent(upper)} %)
        </span>
      </p>
    </>
  );
};

const evalsWord = (count: number): string => {
  if (count === 0) return 'no eval yet';
  return count === 1 ? '1 eval' : `${count} evals`;
};

const Actions = ({
  mode,
  members,
  grouping,
}: {
  mode: ModeCard;
  members: Card[];
  grouping: Grouping;
}) => {
  const chosen = members.filter(({ trace }) => grouping.selected.has(trace));
  const traces = (chosen.length > 0 ? chosen : members).map(({ trace }) => trace);
  const words = chosen[0]?.note.note ?? '';
  return (
    <div class="actions">
      <button type="button" onClick={() => grouping.open({ kind: 'edit', mode })}>
        Rename, define
      </button>
      <button
        type="button"
        disabled={chosen.length === 0}
        title="Select some of its notes first"
        onClick={() =>
          grouping.open({
            kind: 'split',
            mode,
            definition: words,
            traces: chosen.map(({ trace }) => trace),
          })
        }
      >
        Split off selected
      </button>
      <button type="button" onClick={() => grouping.open({ kind: 'merge', mode })}>
        Merge into…
      </button>
      <button
        type="button"
        disabled={traces.length === 0}
        onClick={() => grouping.open({ kind: 'cases', mode, traces })}
      >
        Make cases of {traces.length}
      </button>
    </div>
  );
};

type RowProps = {
  mode: ModeCard;
  ranked: Ranked | undefined;
  grouping: Grouping;
  open: boolean;
  show: () => void;
};

const ModeRow = ({ mode, ranked, grouping, open, show }: RowProps) => {
  const [over, setOver] = useState(false);
  const letter = grouping.letters.get(mode.id);
  const members = grouping.cards.filter(({ note }) => note.modes.includes(mode.id));
  const here = new Set(members.map(({ trace }) => trace));
  const elsewhere = (ranked?.traces ?? []).filter((trace) => !here.has(trace));
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const text = event.dataTransfer?.getData('application/x-traces') ?? '';
    if (text !== '') grouping.put(mode.id, JSON.parse(text) as string[]);
  };
  return (
    <li
      class={over ? 'mode over' : 'mode'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div class="title">
        <button type="button" class="name" aria-expanded={open} onClick={show}>
          <Text text={mode.name} />
        </button>
        <Opinion mode={mode} ranked={ranked} members={members.length} />
        <button
          type="button"
          class="put"
          disabled={grouping.subjects.length === 0}
          aria-label={`put ${grouping.subjects.length} into ${escaped(mode.name)}`}
          title="put the selected into it"
          onClick={() => grouping.put(mode.id)}
        >
          <kbd>{letter ?? '+'}</kbd>
        </button>
      </div>
      <p class="definition" dir="auto">
        <Text text={mode.definition} />
      </p>
      {ranked !== undefined && <Bar seen={ranked.seen} />}
      <p class="quiet evals">{evalsWord(mode.evals)}</p>
      <Unmentioned mode={mode} ranked={ranked} members={members.length} grouping={grouping} />
      {open && <Actions mode={mode} members={members} grouping={grouping} />}
      {open && <Elsewhere traces={elsewhere} />}
    </li>
  );
};

type Props = {
  modes: readonly ModeCard[];
  grouping: Grouping;
  shelf: Shelf;
  show: (shelf: Shelf) => void;
};

/** The failure modes, most frequent first; a click shows the traces behind one. */
export const ModeList = ({ modes, grouping, shelf, show }: Props) => {
  const ranked = new Map((grouping.taxonomy?.ranked ?? []).map((each) => [each.mode, each]));
  const count = (mode: ModeCard): number => ranked.get(mode.id)?.seen.count ?? 0;
  return (
    <ol class="modes">
      {modes
        .toSorted((a, b) => count(b) - count(a))
        .map((mode) => {
          const open = shelf.kind === 'mode' && shelf.mode === mode.id;
          return (
            <ModeRow
              key={mode.id}
              mode={mode}
              ranked={ranked.get(mode.id)}
              grouping={grouping}
              open={open}
              show={() => show(open ? { kind: 'unsorted' } : { kind: 'mode', mode: mode.id })}
            />
          );
        })}
    </ol>
  );
};
