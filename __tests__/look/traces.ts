import type { Trace } from '../../src/domain/trace.ts';

/** A trace of one turn; a test says what differs. */
export const trace = (id: string, changes: Partial<Trace> = {}): Trace => ({
  id,
  messages: [
    { role: 'system', content: 'You are a leasing assistant.' },
    { role: 'user', content: `A question about ${id}?` },
    { role: 'assistant', content: `An answer about ${id}.` },
  ],
  output: `An answer about ${id}.`,
  at: '2026-11-23T10:00:00Z',
  source: { format: 'chat', id },
  ...changes,
});

export const jsonl = (...lines: unknown[]): string =>
  lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
