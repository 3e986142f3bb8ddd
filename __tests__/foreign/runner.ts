/** What the log of a job obeys, after the runner's own two grammars. */

const known = new Set(
  (
    'add-mask add-matcher add-path debug echo endgroup error group notice remove-matcher ' +
    'save-state set-env set-output stop-commands warning'
  ).split(' '),
);

const nameOf = (info: string): string => (info.split(' ')[0] ?? '').toLowerCase();

/** `::name properties::data` at the start of the trimmed line. */
const colonCommand = (line: string): string[] => {
  const trimmed = line.trimStart();
  const end = trimmed.indexOf('::', 2);
  return trimmed.startsWith('::') && end !== -1
    ? [trimmed.slice(2, end), trimmed.slice(end + 2)]
    : [];
};

/** `##[name properties]data` anywhere in the line. */
const bracketCommand = (line: string): string[] => {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  return start !== -1 && end !== -1 ? [line.slice(start + 3, end), line.slice(end + 1)] : [];
};

/** The commands that the runner would obey, in order. */
export const obeyed = (log: string): string[] => {
  const names: string[] = [];
  let stopToken: string | undefined;
  for (const line of log.split(/\r\n|\r|\n/)) {
    for (const [info, data = ''] of [colonCommand(line), bracketCommand(line)]) {
      if (info === undefined) continue;
      const name = nameOf(info);
      if (stopToken !== undefined) {
        if (name === stopToken) stopToken = undefined;
      } else if (known.has(name)) {
        names.push(name);
        if (name === 'stop-commands') stopToken = data.toLowerCase();
        break;
      }
    }
  }
  return names;
};

/** The commands that the runner recognises line by line, as if none silenced the next. */
export const recognised = (log: string): string[] => log.split(/\r\n|\r|\n/).flatMap(obeyed);
