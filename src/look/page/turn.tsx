import { useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { Content } from './content.tsx';
import { isEmpty, type Call, type Turn } from './conversation.ts';
import { parsed, preview, size, textOf } from './json.ts';
import { Text } from './text.tsx';

/** Longer results are folded. */
const longResult = 700;
const manyValues = 60;

const isLong = (content: unknown): boolean => {
  const text = textOf(content);
  if (text === undefined) return size(content, manyValues) >= manyValues;
  return text.length > longResult || size(parsed(text), manyValues) >= manyValues;
};

export const Fold = ({
  label,
  content,
  children,
}: {
  label: string;
  content?: unknown;
  children: ComponentChildren;
}) => {
  const [open, setOpen] = useState(false);
  return (
    <details class="fold" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="label">
          <Text text={label} />
        </span>
        {!open && content !== undefined && (
          <span class="quiet preview">
            <Text text={preview(content)} />
          </span>
        )}
      </summary>
      {open && children}
    </details>
  );
};

const Result = ({ call }: { call: Call }) => {
  if (!call.answered) return <p class="quiet">no result was recorded</p>;
  if (!isLong(call.result)) return <Content content={call.result} />;
  return (
    <Fold label="long result" content={call.result}>
      <Content content={call.result} />
    </Fold>
  );
};

const CallView = ({ call }: { call: Call }) => (
  <div class="call">
    <section aria-label="call">
      <h4>
        <span class="label">Call</span>{' '}
        <code>
          <Text text={call.name} />
        </code>
      </h4>
      {call.arguments === undefined ? (
        <p class="quiet">no arguments</p>
      ) : (
        <Content content={call.arguments} />
      )}
    </section>
    <section aria-label="result">
      <h4>
        <span class="label">Result</span>
      </h4>
      <Result call={call} />
    </section>
  </div>
);

const Said = ({ turn }: { turn: Turn }) => {
  if (isEmpty(turn.content))
    return turn.calls.length === 0 ? <p class="quiet">(empty answer)</p> : null;
  const folded = turn.role === 'system' || (turn.role === 'tool' && isLong(turn.content));
  if (!folded) return <Content content={turn.content} />;
  return (
    <Fold label={turn.role === 'system' ? 'instructions' : 'long result'} content={turn.content}>
      <Content content={turn.content} />
    </Fold>
  );
};

/** One turn: who, by colour and by word, what was said, and each call beside its result. */
export const TurnView = ({ turn }: { turn: Turn }) => (
  <article class={`turn ${turn.role}`}>
    <h3>
      <Text text={turn.word} />
    </h3>
    <div class="said">
      <Said turn={turn} />
      {turn.calls.map((call, at) => (
        <CallView key={at} call={call} />
      ))}
    </div>
  </article>
);
