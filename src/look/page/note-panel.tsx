import { useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { Desk } from './desk.ts';
import type { Fields, Verdict } from './fields.ts';

const verdicts: { verdict: Verdict; word: string; key: string }[] = [
  { verdict: 'pass', word: 'Pass', key: '1' },
  { verdict: 'fail', word: 'Fail', key: '2' },
  { verdict: 'defer', word: 'Defer', key: 'd' },
];

/** Characters; the server takes no more than 256 KiB at once. */
const longest = 40_000;

type Props = {
  desk: Desk;
  trace: string;
  field: RefObject<HTMLTextAreaElement | null>;
  judge: (verdict: Verdict) => void;
  next: () => void;
};

/** The verdict on the trace, and what was seen. */
export const NotePanel = ({ desk, trace, field, judge, next }: Props) => {
  const { note, verdict } = desk.notebook.fields(trace);
  const before = useRef<{ trace: string; fields: Fields } | undefined>(undefined);
  const leave = (): void => {
    const start = before.current;
    before.current = undefined;
    if (start !== undefined && start.fields.note !== desk.notebook.fields(start.trace).note)
      desk.remember(start.trace, start.fields);
    void desk.notebook.flush();
  };
  return (
    <section class="judge" aria-label="Your judgement">
      <h2 id="question">Did it do what the user wanted?</h2>
      <div class="verdicts" role="group" aria-labelledby="question">
        {verdicts.map((each) => (
          <button
            key={each.verdict}
            type="button"
            class={each.verdict}
            aria-pressed={verdict === each.verdict}
            onClick={() => judge(each.verdict)}
          >
            {each.word} <kbd>{each.key}</kbd>
          </button>
        ))}
      </div>
      <label for="note">
        The first thing that went wrong, as you saw it <kbd>n</kbd>
      </label>
      <textarea
        id="note"
        ref={field}
        dir="auto"
        rows={6}
        maxLength={longest}
        value={note}
        onFocus={() => (before.current = { trace, fields: desk.notebook.fields(trace) })}
        onInput={(event) => desk.notebook.edit(trace, { note: event.currentTarget.value })}
        onBlur={leave}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <button type="button" class="next" onClick={next}>
        Save and next <kbd>Ctrl Enter</kbd>
      </button>
    </section>
  );
};
