/** The page's style, whole: nothing is fetched. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fcfbf9; --raised: #ffffff; --ink: #1f2125; --soft: #646a73; --line: #e3e0da;
  --worse: #b3261e; --better: #1a7a4c; --unsure: #8a5a00; --track: #e9e6e0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171a; --raised: #1c1f23; --ink: #e7e5e1; --soft: #9aa1ab; --line: #2e3238;
    --worse: #ff8f85; --better: #6fd19c; --unsure: #e5b454; --track: #2a2e34;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif;
}
main { max-width: 62rem; margin: 0 auto; padding: 3rem 1.5rem 5rem; }
a { color: inherit; text-underline-offset: 0.2em; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 1rem; text-wrap: balance; }
h2 { font-size: 1.05rem; margin: 2.75rem 0 0.75rem; }
p { margin: 0.5rem 0; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, "Noto Sans Mono", monospace; font-size: 0.86em; }
header { border-left: 5px solid var(--tone); padding-left: 1.25rem; }
.blocked { --tone: var(--worse); }
.open { --tone: var(--better); }
.soft { color: var(--soft); }
ul.plain { margin: 0.5rem 0; padding-left: 1.2rem; }
.legend { display: flex; gap: 1.25rem; color: var(--soft); font-size: 0.86rem; margin-bottom: 0.5rem; }
.legend span { display: inline-flex; align-items: center; gap: 0.45rem; }
.dot { width: 12px; height: 12px; border-radius: 50%; border: 2.5px solid var(--soft); background: var(--paper); }
.dot.after { background: var(--soft); }
.modes { border-top: 1px solid var(--line); }
.mode {
  display: grid; grid-template-columns: minmax(0, 1.35fr) minmax(8rem, 1fr) 13.5rem;
  gap: 1.25rem; align-items: center; padding: 0.7rem 0; border-bottom: 1px solid var(--line);
}
.mode .name { font-weight: 600; overflow-wrap: anywhere; }
h2 code, .mode .name code, .critique code { font: inherit; }
.mode .note, .mode .numbers { font-size: 0.86rem; color: var(--soft); }
.mode .numbers { font-variant-numeric: tabular-nums; }
.verdict { color: var(--tone); font-weight: 600; }
.worse { --tone: var(--worse); } .better { --tone: var(--better); }
.unsure { --tone: var(--unsure); } .still { --tone: var(--soft); }
.rates { position: relative; height: 14px; }
.rates .track { position: absolute; inset: 6px 0 auto; height: 2px; background: var(--track); }
.rates .span { position: absolute; top: 5px; height: 4px; border-radius: 2px; background: var(--tone); }
.rates .least { position: absolute; top: 1px; width: 1px; height: 12px; background: var(--soft); }
.rates .dot { position: absolute; top: 1px; margin-left: -6px; border-color: var(--tone); }
.rates .dot.after { background: var(--tone); }
details { border: 1px solid var(--line); border-radius: 8px; background: var(--raised); margin: 0.5rem 0; }
summary { padding: 0.65rem 0.9rem; cursor: pointer; overflow-wrap: anywhere; }
summary b { margin-right: 0.5rem; }
summary .critique { color: var(--soft); }
summary .proof { margin-right: 0.5rem; }
details ul.plain { padding: 0 0.9rem 0.5rem 2rem; }
.case { padding: 0 0.9rem 0.9rem; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 0.9rem; }
h3 { font-size: 0.8rem; font-weight: 600; color: var(--soft); margin: 0.75rem 0 0.3rem; }
pre {
  margin: 0; padding: 0.75rem; border-radius: 6px; background: var(--paper); border: 1px solid var(--line);
  white-space: pre-wrap; overflow-wrap: anywhere; max-height: 26rem; overflow: auto;
}
pre.after { border-left: 3px solid var(--worse); }
dl { display: grid; grid-template-columns: 7rem 1fr; gap: 0.35rem 1rem; margin: 0; }
dt { font-weight: 600; } dd { margin: 0; }
@media (max-width: 46rem) {
  main { padding: 1.5rem 1rem 3rem; }
  .mode { grid-template-columns: 1fr; gap: 0.4rem; }
  .sides, dl { grid-template-columns: 1fr; }
}
`;
