import { traceSchema, type Trace } from '../../domain/trace.ts';
import type { Draft } from '../draft.ts';
import type { Fields, Importer, Tell } from '../importer.ts';
import { isFields } from '../json.ts';
import { readRows, type RowDraft } from '../rows.ts';

const pathOf = (path: readonly PropertyKey[]): string => path.map(String).join('.') || 'the trace';

/** Traces of our own, as a script that pulls them may write them. */
const readTrace = (fields: Fields, tell: Tell): RowDraft | string => {
  const checked = traceSchema.safeParse(fields);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return `it is no trace: ${pathOf(issue?.path ?? [])}: ${issue?.message ?? ''}`;
  }
  // The object itself, not zod's copy, which leaves out keys such as __proto__.
  const { source, tool_calls: calls, ...draft } = fields as Trace;
  if (source.id !== draft.id) tell('the id of its source is not its own: the latter counts');
  return { ...(draft as Draft), runs: calls, url: source.url, format: source.format };
};

export const failmode: Importer = {
  format: 'failmode',
  summary: 'Failmode: traces as JSON lines',
  recognises: (value) => isFields(value['source']) && 'messages' in value && 'output' in value,
  read: (entries, digest) => readRows('failmode', entries, readTrace, digest),
};
