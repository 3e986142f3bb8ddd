import { useState } from 'preact/hooks';
import type { ModeCard, Suggestion } from '../../domain/looking.ts';
import { api } from './api.ts';
import { Text } from './text.tsx';
import type { Grouping } from './use-grouping.ts';
import { escaped } from './visible.ts';

type OneProps = {
  suggestion: Suggestion;
  grouping: Grouping;
  modes: readonly ModeCard[];
  drop: () => void;
};

const shownNotes = 3;

const Proposal = ({ suggestion, grouping, modes, drop }: OneProps) => {
  const { name, traces, mode: id } = suggestion;
  const mode = modes.find((each) => each.id === id);
  const notes = grouping.cards.filter(({ trace }) => traces.includes(trace));
  const accept = (): void => {
    drop();
    if (mode !== undefined) return grouping.put(mode.id, traces);
    const definition = notes[0]?.note.note ?? '';
    grouping.open({ kind: 'create', name, definition, traces });
  };
  return (
    <li>
      <p>
        <strong>
          <Text text={mode?.name ?? name} />
        </strong>{' '}
        <span class="quiet">{traces.length} notes that look alike</span>
      </p>
      <ul>
        {notes.slice(0, shownNotes).map(({ trace, note }) => (
          <li key={trace} class="quiet">
            <Text text={note.note} />
          </li>
        ))}
      </ul>
      <div class="actions">
        <button type="button" onClick={accept}>
          {mode === undefined
            ? 'Accept: name and define it'
            : `Accept: put into ${escaped(mode.name)}`}
        </button>
        <button type="button" onClick={drop}>
          Dismiss
        </button>
      </div>
    </li>
  );
};

type Props = { grouping: Grouping; modes: readonly ModeCard[] };

/** Proposals of notes that look alike, asked for by hand; each is accepted or not on its own. */
export const Suggestions = ({ grouping, modes }: Props) => {
  const [open, setOpen] = useState<Suggestion[]>([]);
  const ask = (): Promise<boolean> =>
    grouping.attempt(async () => {
      const { suggestions } = await api.suggestions();
      setOpen(suggestions);
      return suggestions.length === 0
        ? 'No notes look alike.'
        : 'These are proposals; none is saved.';
    });
  return (
    <>
      <button type="button" onClick={() => void ask()}>
        Suggest groups
      </button>
      {open.length > 0 && (
        <ul class="proposals" aria-label="Proposals">
          {open.map((suggestion) => (
            <Proposal
              key={suggestion.name}
              suggestion={suggestion}
              grouping={grouping}
              modes={modes}
              drop={() => setOpen(open.filter((each) => each !== suggestion))}
            />
          ))}
        </ul>
      )}
    </>
  );
};
