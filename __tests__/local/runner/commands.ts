/** A workflow command that the runner carries out. */
export type Command = { name: string; properties: Record<string, string>; data: string };

export type Annotation = {
  level: 'error' | 'warning' | 'notice';
  message: string;
  file?: string;
  line?: string;
  title?: string;
};

const known = new Set(
  `add-mask add-matcher add-path debug echo endgroup error group internal-set-repo-path notice
   remove-matcher save-state set-env set-output stop-commands warning`.split(/\s+/),
);

type Syntax = { separator: string; escapes: [RegExp, string][] };

/** `%25` last, so that what it gives is not read again. */
const percent: [RegExp, string] = [/%25/g, '%'];
const lineBreaks: [RegExp, string][] = [
  [/%0D/g, '\r'],
  [/%0A/g, '\n'],
];
const colons: Syntax = {
  separator: ',',
  escapes: [...lineBreaks, [/%3A/g, ':'], [/%2C/g, ','], percent],
};
const brackets: Syntax = {
  separator: ';',
  escapes: [...lineBreaks, [/%3B/g, ';'], [/%5D/g, ']'], percent],
};

const unescaped = (text: string, escapes: [RegExp, string][]): string =>
  escapes.reduce((at, [pattern, character]) => at.replace(pattern, character), text);

const propertiesOf = (text: string, { separator, escapes }: Syntax): Record<string, string> => {
  const pairs = text
    .split(separator)
    .map((pair) => pair.trim().split('='))
    .filter(([key, ...rest]) => key !== '' && rest.length > 0);
  return Object.fromEntries(
    pairs.map(([key, ...rest]) => [key, unescaped(rest.join('='), escapes)]),
  );
};

const commandOf = (head: string, data: string, syntax: Syntax): Command => {
  const space = head.indexOf(' ');
  const name = (space === -1 ? head : head.slice(0, space)).toLowerCase();
  return {
    name,
    properties: space === -1 ? {} : propertiesOf(head.slice(space + 1), syntax),
    data,
  };
};

/** `::name key=value,key=value::data` at the beginning of a line, but for blanks. */
const withColons = (line: string): Command | undefined => {
  const text = line.trimStart();
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::') || end === -1) return undefined;
  const data = unescaped(text.slice(end + 2), [...lineBreaks, percent]);
  return commandOf(text.slice(2, end), data, colons);
};

/** The older `##[name key=value;key=value]data`, anywhere in a line. */
const withBrackets = (line: string): Command | undefined => {
  const begin = line.indexOf('##[');
  const end = line.indexOf(']', begin);
  if (begin === -1 || end === -1) return undefined;
  const data = unescaped(line.slice(end + 1), brackets.escapes);
  return commandOf(line.slice(begin + 3, end), data, brackets);
};

/** What the runner takes for commands in a step's output, `stop-commands` honoured. */
export const commandsIn = (lines: string[]): Command[] => {
  const found: Command[] = [];
  let stop: string | undefined;
  for (const line of lines) {
    const accepted = (command: Command | undefined): command is Command =>
      command !== undefined && (known.has(command.name) || command.name === stop);
    const command = [withColons(line), withBrackets(line)].find(accepted);
    if (command === undefined) continue;
    if (stop !== undefined) {
      if (command.name === stop) stop = undefined;
      continue;
    }
    if (command.name === 'stop-commands') stop = command.data.toLowerCase();
    found.push(command);
  }
  return found;
};

const isLevel = (name: string): name is Annotation['level'] =>
  name === 'error' || name === 'warning' || name === 'notice';

/** Every annotation, in order; GitHub shows the first ten of each level. */
export const annotationsOf = (commands: Command[]): Annotation[] =>
  commands.flatMap(({ name, properties, data }) =>
    isLevel(name) ? [{ level: name, message: data, ...properties }] : [],
  );
