import { Failure } from '../domain/failure.ts';
import { lost, type Entry, type Loss } from './importer.ts';
import { deepest, isFields, parseJson, shallow } from './json.ts';
import { conversationKey, isMessageRow, joinMessageRows, type Placed } from './message-rows.ts';
import { readTable } from './table.ts';

/** What a file holds: its records, and the lines that could not be read. */
export type Contained = { entries: Entry[]; losses: Loss[] };

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/, ?".*$/s, '').slice(0, 120);

const isConversation = (value: unknown): value is unknown[] =>
  Array.isArray(value) && value.length > 0 && value.every(isMessageRow);

/** Whether messages of several conversations may stand in a list. */
const isMixed = (value: readonly unknown[]): boolean =>
  value.some((item) => isFields(item) && conversationKey(item) !== undefined);

/** A list of messages is one conversation; any other list holds a record an item. */
const recordsOf = ({ place, value }: Placed): Placed[] => {
  if (!Array.isArray(value)) return [{ place, value }];
  if (isConversation(value) && !isMixed(value)) return [{ place, value: { messages: value } }];
  return value.map((item: unknown, index) => ({
    place: `${place}[${index}]`,
    value: isConversation(item) ? { messages: item } : item,
  }));
};

const contained = (values: readonly Placed[], losses: Loss[]): Contained => {
  const entries: Entry[] = [];
  for (const { place, value } of joinMessageRows(values.flatMap(recordsOf))) {
    if (!isFields(value)) {
      losses.push(lost(place, 'it is no JSON object'));
      continue;
    }
    const kept = shallow(value, deepest);
    if (kept !== value) losses.push(lost(place, 'what is nested too deeply is left out', 0));
    entries.push({ place, value: kept });
  }
  return { entries, losses };
};

const readLines = (name: string, text: string): Contained => {
  const losses: Loss[] = [];
  const values: Placed[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '') continue;
    const place = `${name}:${index + 1}`;
    try {
      values.push({ place, value: parseJson(line) });
    } catch (error) {
      losses.push(lost(place, `this line is not JSON: ${reasonOf(error)}`));
    }
  }
  return contained(values, losses);
};

const severalObjects = (name: string): Failure =>
  new Failure(
    `${name} cannot be read`,
    'JSON objects stand one after another in it, each over several lines',
    'write each on a line of its own (jq -c . does so), or all as one JSON array',
  );

const readJson = (name: string, text: string): Contained => {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    const lines = readLines(name, text);
    if (lines.entries.length > 0) return lines;
    if (/^\}\s*^\{/m.test(text)) throw severalObjects(name);
    const mend = 'export it again, or mend the JSON';
    throw new Failure(`${name} cannot be read`, `it is not JSON: ${reasonOf(error)}`, mend);
  }
  return contained([{ place: name, value }], []);
};

/** Reads a file as what its content shows it to be: JSON, JSON lines or a table. */
export const readContainer = (name: string, content: string): Contained => {
  const text = content.replace(/^\uFEFF/, '');
  if (text.trim() === '')
    throw new Failure(`${name} is empty`, 'there is no trace in it', 'export it again');
  if (/^\s*[[{]/.test(text)) return readJson(name, text);
  const { values, losses } = readTable(name, text);
  return contained(values, losses);
};
