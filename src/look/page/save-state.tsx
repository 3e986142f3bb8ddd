import { CopyUnsaved } from './copy-unsaved.tsx';
import type { Notebook } from './notebook.ts';

/** Whether everything is saved; a failure is loud until it is mended. */
export const SaveMark = ({ notebook }: { notebook: Notebook }) => {
  const { state } = notebook.state();
  const word = { saved: 'Saved', saving: 'Saving…', failed: 'Not saved' }[state];
  return (
    <span class={`save ${state}`} role="status" aria-live="polite">
      {word}
    </span>
  );
};

export const SaveFailure = ({ notebook }: { notebook: Notebook }) => {
  const state = notebook.state();
  if (state.state !== 'failed') return null;
  const count = notebook.unsaved().length;
  return (
    <div class="alarm" role="alert">
      <p>
        <strong>{count === 1 ? 'A note is' : `${count} notes are`} not saved:</strong> {state.why}.
        It is kept here and tried again every {state.seconds} s. If `failmode look` came back at
        another address, copy what is not saved.
      </p>
      <div class="remedies">
        <CopyUnsaved notebook={notebook} />
        <button type="button" onClick={() => void notebook.flush()}>
          Try now
        </button>
      </div>
    </div>
  );
};
