import { useEffect, useState } from 'preact/hooks';
import type { LookingState } from '../../domain/looking.ts';
import { useDesk, type Desk } from './desk.ts';
import { isRead } from './fields.ts';
import { Grouping } from './grouping.tsx';
import { Header, type View } from './header.tsx';
import { Help } from './help.tsx';
import { Reading } from './reading.tsx';
import type { OwnNotes } from './own-notes.ts';
import { SaveFailure } from './save-state.tsx';
import type { Shelf } from './shelf.ts';

/** Where the address points to (`#12`), else the first trace that nobody read. */
const startOf = (desk: Desk): number => {
  const number = Number(location.hash.slice(1));
  if (Number.isInteger(number) && number >= 1 && number <= desk.traces.length) return number - 1;
  return Math.max(
    0,
    desk.notes.findIndex((note) => !isRead(note)),
  );
};

const Empty = () => (
  <main class="nothing">
    <h2>No traces to read</h2>
    <p>
      Failmode found none. Say where they are in <code>looking.traces</code> of{' '}
      <code>evals/failmode.yml</code>, then run <code>failmode look</code> again.
    </p>
  </main>
);

export const App = ({ looking, own }: { looking: LookingState; own: OwnNotes }) => {
  const desk = useDesk(looking, own);
  const [at, setAt] = useState(() => startOf(desk));
  const [view, setView] = useState<View>('read');
  const [shelf, setShelf] = useState<Shelf>({ kind: 'unsorted' });
  const [help, setHelp] = useState(false);
  const openHelp = (): void => setHelp(true);
  useEffect(() => history.replaceState(null, '', `${location.search}#${at + 1}`), [at]);
  const show = (next: View): void => {
    void desk.notebook.flush();
    setView(next);
  };
  const read = (index = at): void => {
    setAt(index);
    show('read');
  };
  if (desk.traces.length === 0) return <Empty />;
  return (
    <>
      <Header desk={desk} view={view} at={at} show={show} help={openHelp} />
      <SaveFailure notebook={desk.notebook} />
      {view === 'read' ? (
        <Reading desk={desk} at={at} go={setAt} group={() => show('group')} help={openHelp} />
      ) : (
        <Grouping desk={desk} shelf={shelf} show={setShelf} read={read} help={openHelp} />
      )}
      <Help open={help} close={() => setHelp(false)} />
    </>
  );
};
