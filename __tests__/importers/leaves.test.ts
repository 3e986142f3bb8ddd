import { expect, test } from 'vitest';
import { bytesOf, names, read } from './fixtures.ts';

type Visit = (text: string, path: string) => string;

const keyOf = (holder: object, key: string): string =>
  'key' in holder && key === 'value' ? String(holder.key) : key;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A value with its texts as `visit` has them, those in JSON that stands in a text too. */
const mapped = (value: unknown, path: string, visit: Visit): unknown => {
  if (typeof value === 'string') {
    const inner = /^[[{"]/.test(value) ? parse(value) : undefined;
    return inner === undefined ? visit(value, path) : JSON.stringify(mapped(inner, path, visit));
  }
  if (Array.isArray(value)) return value.map((item) => mapped(item, path, visit));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      mapped(item, `${path}.${keyOf(value, key)}`, visit),
    ]),
  );
};

const valuesOf = (name: string): unknown[] => {
  const text = bytesOf(name).toString();
  if (name.endsWith('.json')) return [JSON.parse(text)];
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
};

/** Each text of a file once, with the places where it stands. */
const leavesOf = (values: readonly unknown[]): Map<string, Set<string>> => {
  const leaves = new Map<string, Set<string>>();
  const note: Visit = (text, path) => {
    leaves.set(text, (leaves.get(text) ?? new Set()).add(path));
    return text;
  };
  for (const value of values) mapped(value, '', note);
  return leaves;
};

const mark = 'q7z';

/** Whether a text is in the traces of the file, or is told to be lost, when it is marked. */
const isKept = (name: string, values: readonly unknown[], leaf: string): boolean => {
  const marked: Visit = (text) => (text === leaf ? `${mark}${text}` : text);
  const text = values.map((value) => JSON.stringify(mapped(value, '', marked))).join('\n');
  const kept = read(name, text).map(({ traces, losses }) => [traces, losses]);
  return JSON.stringify(kept).toLowerCase().includes(mark);
};

/** What vendors need to put a trace together, and no reader of one. */
const plumbing: [what: string, paths: RegExp][] = [
  ['names of attributes and events', /attributes\.key$|values\.key$|events\.name$|eventName$/],
  ['which program wrote it', /\.(?:resource|scope)\./],
  ['numbers, which OTLP writes as texts', /\.intValue$/],
  ['ids of spans, and how they stand in each other', /\.(?:parent_?)?span_?id$/i],
  ['those of runs and calls', /^(?:\.runs)?\.(?:id|dotted_order|parent_run_id)$|\.parent_id$/],
  ['those of observations', /\.parent_?observation_?id$|\.(?:observations|scores|data)\.id$/i],
  ['those of rows, items and pages', /\.(?:events|input|output)\.id$|\.(?:request_id|cursor)$/],
  ['those of projects', /\.(?:project_id|log_id|session_id)$/],
  [
    'what a step is called',
    /\.(?:spans|runs|observations|data|span_attributes|op)[._]name$|^\.name$/,
  ],
  [
    'of which kind a thing is',
    /(?:type|kind|object|method|operation\.?(?:name|id))(?:\.stringValue)?$/i,
  ],
  ['of which kind it is, in OpenInference', /openinference\.span\.kind/],
  ['of which class it is, in LangChain', /messages?\.id$/],
  ['when a message was an event in a span', /events\.timeUnixNano$/],
  ['that all went well', /\.(?:status|status_code|status_message|level)$/],
];

const files = names.filter((name) => /json/.test(name) && !names.includes(`${name}l`));

test.each(files)('%s: each text is in a trace, or told', (name) => {
  const values = valuesOf(name);
  const lost = [...leavesOf(values)]
    .filter(([leaf, paths]) => {
      const all = [...paths].every((path) => plumbing.some(([, allowed]) => allowed.test(path)));
      return !all && !isKept(name, values, leaf);
    })
    .map(([leaf, paths]) => [leaf.slice(0, 40), ...paths]);
  expect(lost).toEqual([]);
});
