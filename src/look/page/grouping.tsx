import { api } from './api.ts';
import { Cards } from './cards.tsx';
import type { Desk } from './desk.ts';
import { useKeys, type Keys } from './keys.ts';
import { EditMode, MergeMode, NewMode } from './mode-forms.tsx';
import { ModeList } from './mode-list.tsx';
import { Assign, MakeCases } from './other-forms.tsx';
import { PivotTable } from './pivot-table.tsx';
import { isUnsorted, type Shelf } from './shelf.ts';
import { Suggestions } from './suggestions.tsx';
import { useGrouping, type Grouping as State } from './use-grouping.ts';
import { escaped } from './visible.ts';

const Forms = ({ desk, grouping }: { desk: Desk; grouping: State }) => {
  const { form } = grouping;
  const { modes, looking } = desk;
  if (form?.kind === 'create' || form?.kind === 'split')
    return <NewMode form={form} grouping={grouping} />;
  if (form?.kind === 'edit') return <EditMode form={form} grouping={grouping} />;
  if (form?.kind === 'merge') return <MergeMode form={form} grouping={grouping} modes={modes} />;
  if (form?.kind === 'cases')
    return <MakeCases form={form} grouping={grouping} targets={looking.targets} />;
  if (form === undefined) return null;
  const words = grouping.subjects[0]?.note.note ?? '';
  return <Assign form={form} grouping={grouping} modes={modes} words={words} />;
};

type ShelvesProps = {
  desk: Desk;
  grouping: State;
  shelf: Shelf;
  show: (shelf: Shelf) => void;
};

const Shelves = ({ desk, grouping, shelf, show }: ShelvesProps) => {
  const { cards } = grouping;
  const mode = shelf.kind === 'mode' ? shelf.mode : undefined;
  const name = desk.modes.find(({ id }) => id === mode)?.name;
  const title = shelf.kind === 'some' ? shelf.title : name;
  return (
    <div class="shelves" role="group" aria-label="Show">
      <button
        type="button"
        aria-pressed={shelf.kind === 'unsorted'}
        onClick={() => show({ kind: 'unsorted' })}
      >
        <strong>{cards.filter(isUnsorted).length}</strong> to group
      </button>
      <button
        type="button"
        aria-pressed={shelf.kind === 'all'}
        onClick={() => show({ kind: 'all' })}
      >
        <strong>{cards.length}</strong> all notes
      </button>
      {title !== undefined && (
        <button type="button" aria-pressed="true">
          <strong>{grouping.shown.length}</strong> {escaped(title)}
        </button>
      )}
    </div>
  );
};

const Hint = ({ grouping }: { grouping: State }) => {
  const count = grouping.selected.size;
  if (grouping.shown.length === 0)
    return <p class="quiet">Nothing to group here. Notes of failed traces appear as cards.</p>;
  return (
    <p class="tip">
      <span class="quiet">
        {count === 0 ? 'Arrows and ' : `${count} selected: `}
        {count === 0 && <kbd>Space</kbd>}
        {count === 0 && ' select; '}a letter puts into a failure mode; <kbd>/</kbd> types a name
      </span>{' '}
      <button
        type="button"
        onClick={() => grouping.open({ kind: 'assign', traces: grouping.traces })}
      >
        Put into…
      </button>
    </p>
  );
};

const Said = ({ grouping }: { grouping: State }) => (
  <p class={grouping.message?.failed === true ? 'message broken' : 'message'} role="status">
    {escaped(grouping.message?.text ?? '')}
  </p>
);

type Props = {
  desk: Desk;
  shelf: Shelf;
  show: (shelf: Shelf) => void;
  read: (index?: number) => void;
  help: () => void;
};

/** How many cards stand side by side. */
const columns = (): number => {
  const cards = document.querySelector('.cards');
  return cards === null ? 1 : getComputedStyle(cards).gridTemplateColumns.split(' ').length;
};

/** The second pass: the notes as cards, put into failure modes. */
export const Grouping = ({ desk, shelf, show, read, help }: Props) => {
  const grouping = useGrouping(desk, shelf);
  const { shown, at, letters } = grouping;
  const step = (by: number) => () => grouping.move(by);
  const row = (by: number) => () => grouping.move(by * columns());
  const keys: Keys = {
    ...Object.fromEntries([...letters].map(([id, letter]) => [letter, () => grouping.put(id)])),
    ArrowRight: step(1),
    j: step(1),
    ArrowLeft: step(-1),
    k: step(-1),
    ArrowDown: row(1),
    ArrowUp: row(-1),
    ' ': () => shown[at] && grouping.select(shown[at].trace),
    Enter: () => shown[at] && read(shown[at].index),
    '/': () =>
      grouping.traces.length > 0 && grouping.open({ kind: 'assign', traces: grouping.traces }),
    Escape: () => (grouping.selected.size > 0 ? grouping.selectNone() : show({ kind: 'unsorted' })),
    u: grouping.undo,
    '?': help,
    g: () => read(),
  };
  useKeys(keys);
  const write = (): Promise<boolean> =>
    grouping.attempt(async () => {
      await desk.notebook.flush();
      return `${(await api.writeTaxonomy()).file ?? 'TAXONOMY.md'} is written.`;
    });
  return (
    <div class="grouping">
      <main>
        <div class="tools">
          <Shelves desk={desk} grouping={grouping} shelf={shelf} show={show} />
          <Suggestions grouping={grouping} modes={desk.modes} />
        </div>
        <Said grouping={grouping} />
        <Hint grouping={grouping} />
        <Cards grouping={grouping} modes={desk.modes} read={read} />
      </main>
      <aside aria-label="Failure modes">
        <div class="tools">
          <h2>Failure modes</h2>
          <button type="button" onClick={() => void write()}>
            Write TAXONOMY.md
          </button>
        </div>
        {desk.modes.length === 0 && (
          <p class="quiet">None yet. Select notes that fail alike and press / to name them.</p>
        )}
        <ModeList modes={desk.modes} grouping={grouping} shelf={shelf} show={show} />
        <PivotTable modes={desk.modes} grouping={grouping} show={show} />
      </aside>
      <Forms desk={desk} grouping={grouping} />
    </div>
  );
};
