import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Bench } from '../../src/frequency/bench.ts';
import { gradeTraces } from '../../src/frequency/measure-traces.ts';
import { openTraces } from '../../src/look/traces.ts';
import { repository } from '../look/desk.ts';

const bench = (): Bench => ({
  codes: [],
  judges: [],
  targetOf: () => 'desk',
  unassigned: 0,
  unanswered: 0,
});

const watch = { signal: new AbortController().signal, tell: () => {} };

test('traces that are changed while they are measured are measured again', async () => {
  const root = repository();
  const traces = await openTraces(root, ['traces/*.jsonl']);
  writeFileSync(join(root, 'traces/a.jsonl'), '');
  await expect(gradeTraces(bench(), traces, watch)).rejects.toMatchObject({
    message: 'traces/a.jsonl was changed since the traces were read',
    remedy: 'run `failmode measure` again',
  });
});

test('whoever stops it is told that nothing was measured', async () => {
  const traces = await openTraces(repository(), ['traces/*.jsonl']);
  const stopped = { ...watch, signal: AbortSignal.abort() };
  await expect(gradeTraces(bench(), traces, stopped)).rejects.toMatchObject({
    message: 'the traces were not measured',
    why: 'it was stopped',
  });
});
