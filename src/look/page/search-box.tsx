import type { RefObject } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Desk } from './desk.ts';
import { filters, type Finder } from './finder.ts';
import { tally } from './tally.ts';

type Props = {
  desk: Desk;
  finder: Finder;
  field: RefObject<HTMLInputElement | null>;
  go: (at: number | undefined) => void;
};

const Found = ({ finder }: { finder: Finder }) => {
  if (finder.failure !== undefined) return <p class="broken">{finder.failure}</p>;
  if (finder.q.trim() === '') return null;
  if (finder.target !== undefined)
    return <p class="quiet">Enter goes to trace {finder.target + 1}</p>;
  return <p class="quiet">{finder.listed.length} found</p>;
};

/** Search and jump, and how many traces have which verdict: each count shows just those. */
export const SearchBox = ({ desk, finder, field, go }: Props) => {
  const counts = useMemo(() => tally(desk.notes), [desk.notes]);
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') finder.setQ('');
    if (event.key === 'Enter') {
      go(finder.target ?? finder.listed[0]);
      if (finder.target !== undefined) finder.setQ('');
    }
    if (event.key === 'Escape' || event.key === 'Enter') field.current?.blur();
  };
  return (
    <div class="find">
      <input
        ref={field}
        type="search"
        aria-label="Search, or #45 or an id to go there"
        placeholder="Search, or #45  ( / )"
        value={finder.q}
        onInput={(event) => finder.setQ(event.currentTarget.value)}
        onKeyDown={press}
      />
      <div class="counts" role="group" aria-label="Show only">
        {filters.map((filter) => (
          <button
            key={filter}
            type="button"
            class={filter}
            aria-pressed={finder.filter === filter}
            onClick={() => finder.setFilter(filter)}
          >
            <strong>{filter === 'all' ? desk.traces.length : counts[filter]}</strong> {filter}
          </button>
        ))}
      </div>
      <div aria-live="polite">
        <Found finder={finder} />
      </div>
    </div>
  );
};
