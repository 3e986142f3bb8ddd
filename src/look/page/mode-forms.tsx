import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ModeCard, ModeChange } from '../../domain/looking.ts';
import { FormDialog } from './dialog.tsx';
import type { Form, Grouping } from './use-grouping.ts';
import { escaped } from './visible.ts';

const notesWord = (count: number): string => (count === 1 ? '1 note' : `${count} notes`);

type FieldsProps = {
  name: string;
  setName: (name: string) => void;
  definition: string;
  setDefinition: (definition: string) => void;
  /** The definition's. */
  field?: RefObject<HTMLTextAreaElement | null>;
};

const NameAndDefinition = ({ name, setName, definition, setDefinition, field }: FieldsProps) => (
  <>
    <label>
      Name
      <input maxLength={120} value={name} onInput={(event) => setName(event.currentTarget.value)} />
    </label>
    <label>
      Definition, in one sentence: what the feature does when it fails like this
      <textarea
        ref={field ?? null}
        rows={3}
        value={definition}
        onInput={(event) => setDefinition(event.currentTarget.value)}
      />
    </label>
  </>
);

type ShownProps<Kind extends Form['kind']> = {
  form: Extract<Form, { kind: Kind }>;
  grouping: Grouping;
};

const failureOf = ({ message }: Grouping): string | undefined =>
  message?.failed === true ? message.text : undefined;

/** Where there is a name already, what is left is to replace the definition that is proposed. */
const useDefinitionFirst = (isNamed: boolean): RefObject<HTMLTextAreaElement | null> => {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (!isNamed) return;
    field.current?.focus();
    field.current?.select();
  }, []);
  return field;
};

/** Names and defines a new failure mode, of notes in none or split off another. */
export const NewMode = ({ form, grouping }: ShownProps<'create' | 'split'>) => {
  const [name, setName] = useState(form.kind === 'create' ? form.name : '');
  const [definition, setDefinition] = useState(form.definition);
  const field = useDefinitionFirst(name !== '');
  const { traces } = form;
  const change = (): ModeChange =>
    form.kind === 'create'
      ? { do: 'create', name: name.trim(), definition: definition.trim(), traces }
      : {
          do: 'split',
          mode: form.mode.id,
          name: name.trim(),
          definition: definition.trim(),
          traces,
        };
  const from = form.kind === 'split' ? `, split off ${escaped(form.mode.name)}` : '';
  return (
    <FormDialog
      title={`New failure mode of ${notesWord(traces.length)}${from}`}
      submit="Create"
      disabled={name.trim() === '' || definition.trim() === ''}
      onSubmit={() => void grouping.changeModes(change(), `${name.trim()} is created.`)}
      close={grouping.close}
      failure={failureOf(grouping)}
    >
      <NameAndDefinition {...{ name, setName, definition, setDefinition, field }} />
    </FormDialog>
  );
};

/** Changes the name, the definition, and the id by which files and evals name it. */
export const EditMode = ({ form, grouping }: ShownProps<'edit'>) => {
  const { mode } = form;
  const [name, setName] = useState(mode.name);
  const [definition, setDefinition] = useState(mode.definition);
  const [id, setId] = useState(mode.id);
  const held = useRef(mode.id);
  // The id first: what it cannot be leaves everything as it was, and the form open.
  const send = async (): Promise<void> => {
    if (id !== held.current) {
      const rename: ModeChange = { do: 'rename', mode: held.current, to: id };
      if (!(await grouping.tryModes(rename, `Its id is now ${id}.`))) return;
      held.current = id;
    }
    const change = { name: name.trim(), definition: definition.trim() };
    const renamed = id === mode.id ? '' : ` Its id is now ${id}.`;
    const define: ModeChange = { do: 'define', mode: id, ...change };
    await grouping.changeModes(define, `${change.name} is saved.${renamed}`);
  };
  return (
    <FormDialog
      title={`Rename or define ${escaped(mode.name)}`}
      submit="Save"
      disabled={name.trim() === '' || definition.trim() === '' || id === ''}
      onSubmit={() => void send()}
      close={grouping.close}
      failure={failureOf(grouping)}
    >
      <NameAndDefinition {...{ name, setName, definition, setDefinition }} />
      <label>
        Id: the name of its file
        <input value={id} onInput={(event) => setId(event.currentTarget.value.trim())} />
      </label>
    </FormDialog>
  );
};

type MergeProps = ShownProps<'merge'> & { modes: readonly ModeCard[] };

export const MergeMode = ({ form, grouping, modes }: MergeProps) => {
  const { mode } = form;
  const others = modes.filter(({ id }) => id !== mode.id);
  const [into, setInto] = useState(others[0]?.id ?? '');
  const name = others.find(({ id }) => id === into)?.name ?? into;
  const change: ModeChange = { do: 'merge', mode: mode.id, into };
  return (
    <FormDialog
      title={`Merge ${escaped(mode.name)} into another`}
      submit="Merge"
      disabled={into === ''}
      onSubmit={() => void grouping.changeModes(change, `${mode.name} is now part of ${name}.`)}
      close={grouping.close}
      failure={failureOf(grouping)}
    >
      <label>
        The failure mode that has the same root cause
        <select value={into} onChange={(event) => setInto(event.currentTarget.value)}>
          {others.map((other) => (
            <option key={other.id} value={other.id}>
              {escaped(other.name)}
            </option>
          ))}
        </select>
      </label>
    </FormDialog>
  );
};
