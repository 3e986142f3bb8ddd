import type { Fields, Importer, Tell } from '../importer.ts';
import { fieldsOf, first, listOf, parsed, present, textOf } from '../json.ts';
import { attributesUnder } from '../spans/attributes.ts';
import { readSpans } from '../spans/read.ts';
import { spanId, together, type Span } from '../spans/span.ts';
import { understand } from '../spans/told.ts';
import { isoOf, momentOf, unreadTimes } from '../times.ts';
import { itemsUnder } from '../unwrap.ts';
import { readOtlp } from './otel.ts';

/** A row of a data frame has its columns as `context.trace_id` and `attributes.llm...`. */
const contextOf = (fields: Fields): Fields => ({
  ...attributesUnder(fields, 'context.'),
  ...fieldsOf(parsed(fields['context'])),
});

const attributesOf = (fields: Fields): Fields => {
  const columns = attributesUnder(fields, 'attributes.');
  const filled = Object.entries(columns).filter(([, value]) => value !== '');
  return {
    ...Object.fromEntries(filled.map(([key, value]) => [key, parsed(value)])),
    ...fieldsOf(parsed(fields['attributes'])),
  };
};

const eventsOf = (fields: Fields) =>
  listOf(parsed(fields['events'])).map((raw) => {
    const event = fieldsOf(raw);
    return { name: textOf(event['name']) ?? '', attributes: fieldsOf(event['attributes']) };
  });

const errorOf = (fields: Fields): string | undefined => {
  const status = fieldsOf(fields['status']);
  const code = textOf(first(fields['status_code'], status['status_code'])) ?? '';
  const message = textOf(first(fields['status_message'], status['description']));
  return code.endsWith('ERROR') ? (message ?? 'error') : undefined;
};

const readSpan = (fields: Fields, tell: Tell): Span | string => {
  const context = contextOf(fields);
  const [trace, id] = [textOf(context['trace_id']), textOf(context['span_id'])];
  if (trace === undefined || id === undefined) {
    return fields['trace_id'] === undefined
      ? 'it has no trace id or no span id'
      : readOtlp(fields, tell);
  }
  const own = { trace: spanId(trace), id: spanId(id) };
  const attributes: Fields = attributesOf(fields);
  const spoken = first(attributes['openinference.span.kind'], fields['span_kind']);
  const told = {
    name: textOf(fields['name']) ?? '',
    attributes: { ...attributes, ...present({ 'openinference.span.kind': spoken }) },
    events: eventsOf(fields),
  };
  const parent = textOf(fields['parent_id']);
  const place = present({
    parent: parent === undefined ? undefined : spanId(parent),
    start: momentOf(fields['start_time']),
    end: isoOf(fields['end_time']),
    error: errorOf(fields),
  });
  const metadata = unreadTimes(
    { start_time: fields['start_time'], end_time: fields['end_time'] },
    tell,
  );
  return together(
    { ...own, name: told.name, kind: 'other', ...place, metadata },
    understand(told, own, tell),
  );
};

const isSpan = (value: Fields): boolean =>
  'trace_id' in contextOf(value) ||
  ('trace_id' in value && 'span_id' in value && 'start_time_unix_nano' in value);

export const phoenix: Importer = {
  format: 'phoenix',
  summary: 'Phoenix, Arize and the console exporter of OpenTelemetry: spans as JSON or data frames',
  recognises: (value) => isSpan(value) || isSpan(fieldsOf(listOf(value['data'])[0])),
  unwrap: itemsUnder('data'),
  read: (entries) => readSpans('phoenix', entries, readSpan),
};
