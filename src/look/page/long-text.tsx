import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { count } from './count.ts';
import { Text } from './text.tsx';

/** Longer texts are cut until asked for. */
const cutAt = 6000;
/** Longer texts are not rendered as Markdown: plain text in pieces, laid out where they are seen. */
const plainFrom = 40_000;
const piece = 10_000;
/** Pieces added in one frame. */
const atOnce = 10;

const pieces = (text: string): string[] =>
  Array.from({ length: Math.ceil(text.length / piece) }, (_, at) =>
    text.slice(at * piece, (at + 1) * piece),
  );

const Piece = ({ text }: { text: string }) =>
  useMemo(
    () => (
      <div class="piece">
        <Text text={text} />
      </div>
    ),
    [text],
  );

/** A very long text, a few pieces a frame. */
const Plain = ({ text }: { text: string }) => {
  const all = useMemo(() => pieces(text), [text]);
  const [shown, setShown] = useState(atOnce);
  useEffect(() => {
    if (shown >= all.length) return undefined;
    const frame = requestAnimationFrame(() => setShown(shown + atOnce));
    return () => cancelAnimationFrame(frame);
  }, [shown, all]);
  return (
    <div class="plain">
      {all.slice(0, shown).map((part, at) => (
        <Piece key={at} text={part} />
      ))}
    </div>
  );
};

/** A text of any length: the start of a long one, and a button for the rest. */
export const LongText = ({
  text,
  render,
}: {
  text: string;
  render: (text: string) => ComponentChildren;
}) => {
  const [all, setAll] = useState(false);
  if (text.length <= cutAt) return <>{render(text)}</>;
  if (all && text.length <= plainFrom) return <>{render(text)}</>;
  if (all) return <Plain text={text} />;
  return (
    <>
      {render(text.slice(0, cutAt))}
      <button type="button" class="more" onClick={() => setAll(true)}>
        Show all ({count(text.length)} characters)
      </button>
    </>
  );
};
