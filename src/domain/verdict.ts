/** The outcome of one eval on one output. An `error` could not be measured: it is never a pass. */
export type Verdict =
  /** A judge says why it passed; code does not. */
  | { verdict: 'pass'; critique?: string }
  | { verdict: 'fail'; critique: string }
  | { verdict: 'skipped' }
  | { verdict: 'error'; reason: string };

/** A verdict as one letter, for storage: a case's trials are a string of marks. */
export const marks = { pass: 'p', fail: 'f', skipped: 's', error: 'e' } as const;
export type Mark = (typeof marks)[Verdict['verdict']];

export const markOf = (verdict: Verdict): Mark => marks[verdict.verdict];

/** What a verdict said, beyond its mark; undefined for a pass and a skip. */
export const sayingOf = (verdict: Verdict): string | undefined =>
  verdict.verdict === 'fail'
    ? verdict.critique
    : verdict.verdict === 'error'
      ? verdict.reason
      : undefined;
