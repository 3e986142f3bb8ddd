import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

type Props = {
  title: string;
  submit: string;
  disabled?: boolean;
  onSubmit: () => void;
  close: () => void;
  failure: string | undefined;
  children: ComponentChildren;
};

/** A form over the page; Escape closes it, Ctrl or Cmd+Enter sends it. */
export const FormDialog = ({
  title,
  submit,
  disabled,
  onSubmit,
  close,
  failure,
  children,
}: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const send = (event: Event): void => {
    event.preventDefault();
    if (disabled !== true) onSubmit();
  };
  return (
    <dialog ref={dialog} class="form" aria-label={title} onClose={close}>
      <form
        method="dialog"
        onSubmit={send}
        onKeyDown={(event) =>
          event.key === 'Enter' && (event.ctrlKey || event.metaKey) && send(event)
        }
      >
        <h2>{title}</h2>
        {children}
        {failure !== undefined && (
          <p class="broken" role="alert">
            {failure}
          </p>
        )}
        <div class="buttons">
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="main" disabled={disabled}>
            {submit}
          </button>
        </div>
      </form>
    </dialog>
  );
};
