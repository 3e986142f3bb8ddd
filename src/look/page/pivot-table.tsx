import { useMemo, useState } from 'preact/hooks';
import type { ModeCard } from '../../domain/looking.ts';
import type { Trace } from '../../domain/trace.ts';
import { dimensions, pivot } from './pivot.ts';
import type { Card, Shelf } from './shelf.ts';
import { Text } from './text.tsx';
import { fetchTrace } from './use-trace.ts';
import type { Grouping } from './use-grouping.ts';
import { escaped } from './visible.ts';

type Props = {
  grouping: Grouping;
  modes: readonly ModeCard[];
  show: (shelf: Shelf) => void;
};

/** More would be long to fetch, and the table would say the same. */
const most = 500;

const load = async (cards: readonly Card[]): Promise<Map<string, Trace>> => {
  const traces = new Map<string, Trace>();
  for (const { trace } of cards.slice(0, most)) traces.set(trace, await fetchTrace(trace));
  return traces;
};

type TableProps = Props & { traces: ReadonlyMap<string, Trace>; dimension: string };

const Table = ({ grouping, modes, show, traces, dimension }: TableProps) => {
  const table = useMemo(
    () => pivot(grouping.cards, traces, dimension),
    [grouping.cards, traces, dimension],
  );
  const nameOf = (id: string): string => modes.find((mode) => mode.id === id)?.name ?? id;
  const open = (mode: string, value: string, found: string[]): void =>
    show({ kind: 'some', title: `${nameOf(mode)}, ${value}`, traces: new Set(found) });
  return (
    <table>
      <thead>
        <tr>
          <td />
          {table.values.map((value) => (
            <th key={value} scope="col">
              <Text text={value} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.modes.map((mode) => (
          <tr key={mode}>
            <th scope="row">
              <Text text={nameOf(mode)} />
            </th>
            {table.values.map((value) => {
              const found = table.cell(mode, value);
              return (
                <td key={value}>
                  <button
                    type="button"
                    disabled={found.length === 0}
                    onClick={() => open(mode, value, found)}
                  >
                    {found.length}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** Failure modes by a dimension of the metadata; a click on a number shows the traces behind it. */
export const PivotTable = ({ grouping, modes, show }: Props) => {
  const [traces, setTraces] = useState<ReadonlyMap<string, Trace>>();
  const [chosen, setChosen] = useState<string>();
  const names = useMemo(() => dimensions([...(traces?.values() ?? [])]), [traces]);
  const sorted = grouping.cards.filter(({ note }) => note.modes.length > 0);
  const dimension = chosen ?? names[0];
  const compare = (): Promise<boolean> =>
    grouping.attempt(async () => {
      const loaded = await load(sorted);
      setTraces(loaded);
      return dimensions([...loaded.values()]).length === 0
        ? 'Their metadata does not differ: there is nothing to compare.'
        : '';
    });
  if (traces === undefined || dimension === undefined)
    return (
      <button type="button" disabled={sorted.length < 2} onClick={() => void compare()}>
        Compare by channel, user…
      </button>
    );
  return (
    <div class="pivot">
      <label>
        Failure modes by{' '}
        <select value={dimension} onChange={(event) => setChosen(event.currentTarget.value)}>
          {names.map((name) => (
            <option key={name} value={name}>
              {escaped(name)}
            </option>
          ))}
        </select>
      </label>
      <Table {...{ grouping, modes, show, traces, dimension }} />
    </div>
  );
};
