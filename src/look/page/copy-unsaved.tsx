import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Notebook } from './notebook.ts';
import { unsavedText } from './unsaved-text.ts';

const ToCopy = ({ text }: { text: string }) => {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.select(), []);
  return <textarea ref={field} readOnly aria-label="The notes that are not saved" value={text} />;
};

/** Copies the notes that are not saved; where the browser forbids it, shows them to be copied. */
export const CopyUnsaved = ({ notebook }: { notebook: Notebook }) => {
  const [copied, setCopied] = useState('');
  const [forbidden, setForbidden] = useState(false);
  const text = unsavedText(notebook);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
    } catch {
      setForbidden(true);
    }
  };
  return (
    <>
      {forbidden && <ToCopy text={text} />}
      <button type="button" onClick={() => void copy()}>
        {copied === text ? 'Copied' : 'Copy'}
      </button>
    </>
  );
};
