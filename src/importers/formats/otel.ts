import type { Entry, Fields, Importer, Tell } from '../importer.ts';
import { fieldsOf, first, listOf, present, textOf } from '../json.ts';
import { otlpFields } from '../spans/attributes.ts';
import { isModelEvent } from '../spans/gen-ai-events.ts';
import { readSpans } from '../spans/read.ts';
import { spanId, together, type Span } from '../spans/span.ts';
import { understand } from '../spans/told.ts';
import type { Event } from '../spans/vocabulary.ts';
import { inTimeOrder, isoOf, momentOf, unreadTimes } from '../times.ts';
import { noObject } from '../unwrap.ts';

/** A field in either spelling: OTLP/JSON has lowerCamelCase, some tools write snake_case. */
const either = (fields: Fields, camel: string): unknown =>
  first(fields[camel], fields[camel.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]);

const under = (fields: Fields, ...path: string[]): { place: string; value: unknown }[] => {
  let found: { place: string; value: unknown }[] = [{ place: '', value: fields }];
  for (const name of path) {
    found = found.flatMap(({ place, value }) =>
      listOf(either(fieldsOf(value), name)).map((item, index) => ({
        place: `${place}.${name}[${index}]`,
        value: item,
      })),
    );
  }
  return found;
};

const nameOf = (log: Fields, attributes: Fields): string =>
  textOf(first(either(log, 'eventName'), attributes['event.name'])) ?? '';

const eventOf = (raw: unknown): Event => {
  const fields = fieldsOf(raw);
  const attributes = otlpFields(fields['attributes']);
  const body = otlpFields([{ key: 'body', value: fields['body'] }])['body'];
  return { name: textOf(fields['name']) ?? nameOf(fields, attributes), attributes, body };
};

const unwrap = ({ place, value }: Entry): Entry[] => {
  const spans = under(value, 'resourceSpans', 'scopeSpans', 'spans');
  const logs = under(value, 'resourceLogs', 'scopeLogs', 'logRecords');
  const found = [...spans, ...logs].map((one) => ({
    place: `${place}${one.place}`,
    value: noObject(one.value),
  }));
  return found.length === 0 ? [{ place, value: {} }] : found;
};

/** Status code 2 is an error. */
const errorOf = (span: Fields): string | undefined => {
  const status = fieldsOf(span['status']);
  const failed = [2, 'STATUS_CODE_ERROR', 'ERROR'].includes(status['code'] as string | number);
  return failed ? (textOf(status['message']) ?? 'error') : undefined;
};

/** A span of OTLP, or a record of a log, which is a piece of the span in which it was written. */
export const readOtlp = (fields: Fields, tell: Tell): Span | string => {
  const [trace, id] = [textOf(either(fields, 'traceId')), textOf(either(fields, 'spanId'))];
  if (trace === undefined || id === undefined) return 'it has no trace id or no span id';
  const own = { trace: spanId(trace), id: spanId(id) };
  const attributes = otlpFields(fields['attributes']);
  const started = first(either(fields, 'startTimeUnixNano'), either(fields, 'timeUnixNano'));
  const start = momentOf(started);
  const logged = eventOf(fields);
  if ('body' in fields || isModelEvent(nameOf(fields, attributes))) {
    const told = { name: '', attributes, events: [logged] };
    const span = understand(told, own, tell);
    const metadata = { ...span.metadata, ...unreadTimes({ time: started }, tell) };
    return { ...span, metadata, start, inParts: true };
  }
  if (started === undefined) tell('it has no start');
  const ended = either(fields, 'endTimeUnixNano');
  const metadata = unreadTimes({ start: started, end: ended }, tell);
  const parent = textOf(either(fields, 'parentSpanId'));
  const name = textOf(fields['name']) ?? '';
  const events = listOf(fields['events']).map(eventOf);
  return together(
    {
      ...own,
      name,
      kind: 'other',
      metadata,
      ...present({
        parent: parent === undefined || /^0*$/.test(parent) ? undefined : spanId(parent),
        start,
        end: isoOf(ended),
        error: errorOf(fields),
      }),
    },
    understand({ name, attributes, events }, own, tell),
  );
};

const timeOf = (fields: Fields): unknown =>
  first(either(fields, 'timeUnixNano'), either(fields, 'observedTimeUnixNano'));

const isLog = (fields: Fields): boolean => timeOf(fields) !== undefined;

/** Collectors write the records of a log in any order; each is a message. */
const logsInOrder = (entries: readonly Entry[]): Entry[] => [
  ...entries.filter(({ value }) => !isLog(value)),
  ...inTimeOrder(
    entries.filter(({ value }) => isLog(value)),
    ({ value }) => momentOf(timeOf(value)),
  ),
];

const containers = ['resourceSpans', 'resourceLogs', 'resource_spans', 'resource_logs'];

export const otel: Importer = {
  format: 'otel',
  summary: 'OpenTelemetry (OTLP/JSON): GenAI conventions, OpenInference, Vercel AI SDK',
  recognises: (value) => containers.some((name) => Array.isArray(value[name])),
  unwrap,
  read: (entries) => readSpans('otel', logsInOrder(entries), readOtlp),
};
