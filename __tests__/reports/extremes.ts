import type { Report } from '../../src/domain/report.ts';
import { again, detail, modeRow, report } from './report.ts';

/** What a model, a file or a branch may be called to break out of the place where it is shown. */
export const hostileTexts = [
  '</code></pre></details><img src="https://evil.example/p.png"><script>alert(1)</script>',
  '![x](https://evil.example/c) [approve](https://evil.example/phish) <https://evil.example>',
  '@octocat @acme/security Fixes #1 GH-4 deadbeefdeadbeefdeadbeefdeadbeefdeadbeef',
  'https://evil.example/autolink www.evil.example a@evil.example',
  '| a | b |\n|---|---|\n\\| c \\\\|',
  '``` ```` `\n~~~\n<!-- unclosed',
  '\u202Eevil\u2066 \u0000\u001b[31m\u0007 \uFFFE \ud800 lone',
  '- [ ] task\n# heading\n> quote\n\n---\n&lt;b&gt; &#64;octocat',
  ']]> <![CDATA[ <?xml ?> "quoted\' & &amp;',
  '::error::pwned ##[error]pwned',
];

const everywhere = (text: string): Report => {
  const name = `${text}/${text}` as const;
  const row = modeRow(
    text,
    {
      name,
      mode: text,
      verdict: 'regressed',
      place: { file: text, line: 1, column: 1 },
      reasons: [text],
      newlyFailing: [
        { case: text, critique: text, ...again('confirmed', '0/10', '10/10') },
        { case: `2${text}`, critique: text, ...again('cleared', '3/7') },
      ],
      newlyFixed: [text],
      alreadyFailing: [text],
      errors: [{ case: text, reason: text }],
      passesSkipped: [text],
      detectableDrop: 0.5,
    },
    { mode: text },
  );
  return report({
    subject: { commit: text, branch: text },
    decision: {
      verdict: 'regressed',
      blocks: true,
      reasons: [text],
      rows: [
        row,
        modeRow(text),
        modeRow(text, { verdict: 'undecided', reasons: [text] }),
        modeRow(text, { verdict: 'accepted', reasons: [`accepted by ${text}: ${text}`] }),
      ],
      gateChanges: [
        { kind: 'threshold', what: text, change: 'changed', from: text, to: text },
        { kind: 'case', what: text, change: 'removed', accepted: text },
      ],
    },
    touched: [
      {
        target: text,
        touches: [
          { kind: 'prompts', path: text, change: 'added', moves: [] },
          {
            kind: 'models',
            path: text,
            change: 'changed',
            moves: [{ setting: text, from: text, to: text }],
          },
        ],
      },
      {
        target: 'other',
        touches: [
          {
            kind: 'index',
            path: text,
            change: 'changed',
            moves: [{ setting: text, from: text, to: undefined }],
          },
        ],
      },
    ],
    baseline: {
      commit: text,
      branch: text,
      at: text,
      ageDays: 40,
      stale: true,
      models: [text],
      latest: { commit: text, at: text },
    },
    targets: [{ target: text, cases: 2, ran: 1, carried: 1, models: [text] }],
    details: [
      detail({
        eval: name,
        mode: text,
        case: text,
        input: text,
        before: text,
        after: text,
        critique: text,
        command: text,
      }),
    ],
    loop: { modesWithoutEval: [{ mode: text, name: text, seen: 2 }] },
    reruns: { cases: 2, perSide: 10, confirmed: 1, cleared: 1, unresolved: 0 },
    acceptCode: text,
    warnings: [text],
    problems: [{ file: text, line: 1, column: 1, what: text, mend: text }],
  });
};

/** A report a hostile text, with that text in every place that takes one. */
export const hostile = hostileTexts.map(everywhere);

const emoji = '🏳️‍🌈'.repeat(720);

/** 5 000 newly failing cases in one failure mode of two, each with 10 kB of emoji. */
export const huge = (): Report => {
  const ids = Array.from({ length: 5_000 }, (_, index) => `c-${index}`);
  const changed = ids.map((id) => ({ case: id, critique: emoji }));
  const name = 'emoji/only' as const;
  return report({
    decision: {
      verdict: 'regressed',
      blocks: true,
      rows: [
        modeRow('Emoji', {
          name,
          mode: 'emoji',
          verdict: 'regressed',
          baseline: { passed: 5_000, graded: 5_000 },
          head: { passed: 0, graded: 5_000 },
          newlyFailing: changed,
        }),
        modeRow('Words', {
          verdict: 'regressed',
          newlyFailing: [{ case: 'w-1', critique: 'no words' }],
        }),
      ],
    },
    details: changed.map(({ case: id, critique }) =>
      detail({
        eval: name,
        mode: 'emoji',
        case: id,
        input: emoji,
        before: emoji,
        after: emoji,
        critique,
      }),
    ),
  });
};

/** 500 failure modes, of which every other regressed. */
export const wide = (): Report =>
  report({
    decision: {
      verdict: 'regressed',
      blocks: true,
      rows: Array.from({ length: 500 }, (_, index) =>
        modeRow(
          `Failure mode number ${index}`,
          index % 2 === 0
            ? {}
            : { verdict: 'regressed', newlyFailing: [{ case: 'c-1', critique: 'wrong' }] },
        ),
      ),
    },
  });
