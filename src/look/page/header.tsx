import { useMemo } from 'preact/hooks';
import { Clock } from './clock.tsx';
import type { Desk } from './desk.ts';
import { SaveMark } from './save-state.tsx';
import { tally } from './tally.ts';

export type View = 'read' | 'group';

const Meter = ({ desk }: { desk: Desk }) => {
  const { of, fresh, unsorted, reached } = desk.saturation;
  return (
    <p class="meter">
      New kinds of failure in the last {Math.max(of, 1) < 20 ? `${of} read` : '20'}:{' '}
      <strong>{fresh}</strong>
      {unsorted > 0 && <span class="quiet"> and {unsorted} failed not grouped yet</span>}
      {reached && <span class="reached"> you may stop reading</span>}
    </p>
  );
};

const views: { view: View; word: string }[] = [
  { view: 'read', word: 'Read' },
  { view: 'group', word: 'Group' },
];

type Props = {
  desk: Desk;
  view: View;
  at: number;
  show: (view: View) => void;
  help: () => void;
};

export const Header = ({ desk, view, at, show, help }: Props) => {
  const { session } = desk.looking;
  const { read } = useMemo(() => tally(desk.notes), [desk.notes]);
  return (
    <header class="top">
      <h1>failmode look</h1>
      <nav aria-label="passes" class="tabs">
        {views.map(({ view: each, word }) => (
          <button
            key={each}
            type="button"
            aria-current={each === view ? 'page' : undefined}
            onClick={() => show(each)}
          >
            {word}
          </button>
        ))}
      </nav>
      <p class="where">
        {view === 'read' ? (
          <>
            Trace <strong>{at + 1}</strong> of {desk.traces.length}
          </>
        ) : (
          <>
            <strong>{read}</strong> of {desk.traces.length} read
          </>
        )}
      </p>
      <Meter desk={desk} />
      <Clock session={session.id} limit={session.minutes} />
      <SaveMark notebook={desk.notebook} />
      <button type="button" class="help" aria-label="Keys" title="Keys (?)" onClick={help}>
        ?
      </button>
    </header>
  );
};
