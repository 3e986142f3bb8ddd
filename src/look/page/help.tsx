import { useLayoutEffect, useRef } from 'preact/hooks';

const reading = [
  ['→ or j', 'next trace'],
  ['← or k', 'previous trace'],
  ['1', 'pass'],
  ['2', 'fail'],
  ['d', 'defer: decide later'],
  ['n or Enter', 'write a note'],
  ['Escape', 'leave the note or the search'],
  ['Ctrl or Cmd + Enter', 'save and go to the next'],
  ['↑ ↓ Space PageUp PageDown Home End', 'scroll the trace'],
  ['o', 'open the folds of the trace; close them'],
  ['u', 'undo a verdict, a note or a grouping'],
  ['/', 'search; #45 or an id goes there'],
  ['g', 'to grouping and back'],
] as const;

const grouping = [
  ['arrows, j and k', 'move over the notes'],
  ['Space', 'select'],
  ['a letter', 'put the selected into the failure mode with that letter, or take them out'],
  ['/', 'type a failure mode’s name, or a new one'],
  ['Enter', 'read the trace behind'],
  ['Escape', 'select nothing; back to those to group'],
  ['u', 'undo a verdict, a note or a grouping'],
] as const;

const Table = ({
  title,
  rows,
}: {
  title: string;
  rows: readonly (readonly [string, string])[];
}) => (
  <section>
    <h3>{title}</h3>
    <dl>
      {rows.map(([key, does]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  </section>
);

export const Help = ({ open, close }: { open: boolean; close: () => void }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    if (!open) return dialog.current?.close();
    dialog.current?.showModal();
    // The focus is on the button below, and would scroll there.
    dialog.current?.scrollTo(0, 0);
  }, [open]);
  return (
    <dialog ref={dialog} onClose={close} aria-label="Keys" class="keys">
      <div class="columns">
        <Table title="Reading" rows={reading} />
        <Table title="Grouping" rows={grouping} />
      </div>
      <p class="quiet">
        Note the first thing that went wrong, as you saw it. Kinds of failure come later, in
        grouping.
      </p>
      <button type="button" onClick={close}>
        Close
      </button>
    </dialog>
  );
};
