import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Text } from './text.tsx';
import { TraceView } from './trace-view.tsx';
import { Fold } from './turn.tsx';
import { useTrace } from './use-trace.ts';

const Opened = ({ id, close }: { id: string; close: () => void }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const { trace, failure } = useTrace(id, undefined);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const summary = { trace: id, pick: 'asked', characters: 0, toolCalls: 0 } as const;
  return (
    <dialog ref={dialog} class="trace" aria-label="trace" onClose={close}>
      <button type="button" onClick={close}>
        Close
      </button>
      {failure !== undefined && <p class="broken">{failure}</p>}
      {trace !== undefined && <TraceView trace={trace} summary={summary} judged />}
    </dialog>
  );
};

/** The traces behind a failure mode that are not in this session: of earlier ones, or of others. */
export const Elsewhere = ({ traces }: { traces: readonly string[] }) => {
  const [open, setOpen] = useState<string>();
  if (traces.length === 0) return null;
  return (
    <>
      <Fold label={`${traces.length} more, of other sessions or people`}>
        <ul class="elsewhere">
          {traces.map((id) => (
            <li key={id}>
              <button type="button" onClick={() => setOpen(id)}>
                <Text text={id} />
              </button>
            </li>
          ))}
        </ul>
      </Fold>
      {open !== undefined && <Opened id={open} close={() => setOpen(undefined)} />}
    </>
  );
};
