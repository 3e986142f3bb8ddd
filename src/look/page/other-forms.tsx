import { useState } from 'preact/hooks';
import type { ModeCard } from '../../domain/looking.ts';
import { api } from './api.ts';
import { FormDialog } from './dialog.tsx';
import type { Form, Grouping } from './use-grouping.ts';
import { escaped } from './visible.ts';

type CasesProps = {
  form: Extract<Form, { kind: 'cases' }>;
  grouping: Grouping;
  targets: readonly string[];
};

const casesWord = (count: number): string => (count === 1 ? '1 case' : `${count} cases`);

/** Makes cases of the traces behind a failure mode. */
export const MakeCases = ({ form, grouping, targets }: CasesProps) => {
  const { mode, traces } = form;
  const [target, setTarget] = useState(targets[0] ?? '');
  const send = (): Promise<boolean> =>
    grouping.attempt(async () => {
      const { file, cases } = await api.makeCases({ mode: mode.id, target, traces });
      grouping.close();
      if (cases.length === 0) return `${file} has these cases already.`;
      return `${casesWord(cases.length)} of ${mode.name} written to ${file}.`;
    });
  return (
    <FormDialog
      title={`Make ${casesWord(traces.length)} of ${escaped(mode.name)}`}
      submit="Make cases"
      disabled={target === ''}
      onSubmit={() => void send()}
      close={grouping.close}
      failure={grouping.message?.failed === true ? grouping.message.text : undefined}
    >
      <p class="quiet">
        What the user said in these traces is asked of the target on every pull request.
      </p>
      <label>
        Target
        <select value={target} onChange={(event) => setTarget(event.currentTarget.value)}>
          {targets.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
    </FormDialog>
  );
};

type AssignProps = {
  form: Extract<Form, { kind: 'assign' }>;
  grouping: Grouping;
  modes: readonly ModeCard[];
  /** What the first of the notes says: a start for a definition. */
  words: string;
};

const matching = (modes: readonly ModeCard[], typed: string): ModeCard[] => {
  const wanted = typed.trim().toLowerCase();
  const starts = (mode: ModeCard): number => (mode.name.toLowerCase().startsWith(wanted) ? 0 : 1);
  return modes
    .filter((mode) => mode.name.toLowerCase().includes(wanted))
    .toSorted((a, b) => starts(a) - starts(b));
};

/** Puts notes into the failure mode whose name is typed, or into a new one. */
export const Assign = ({ form, grouping, modes, words }: AssignProps) => {
  const [typed, setTyped] = useState('');
  const found = matching(modes, typed).slice(0, 8);
  const [first] = found;
  const { traces } = form;
  const put = (mode: ModeCard): void => {
    grouping.put(mode.id, traces);
    grouping.close();
  };
  const create = (): void =>
    grouping.open({ kind: 'create', name: typed.trim(), definition: words, traces });
  return (
    <FormDialog
      title="Put into a failure mode"
      submit={first === undefined ? 'Create it' : `Put into ${escaped(first.name)}`}
      disabled={first === undefined && typed.trim() === ''}
      onSubmit={() => (first === undefined ? create() : put(first))}
      close={grouping.close}
      failure={undefined}
    >
      <label>
        Its name, or a new one
        <input
          value={typed}
          autocomplete="off"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <div class="options">
        {found.map((mode) => (
          <button key={mode.id} type="button" onClick={() => put(mode)}>
            {escaped(mode.name)}
          </button>
        ))}
        <button type="button" disabled={typed.trim() === ''} onClick={create}>
          New: {typed.trim() || '…'}
        </button>
      </div>
    </FormDialog>
  );
};
