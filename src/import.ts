import { hash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from './domain/failure.ts';
import type { Trace } from './domain/trace.ts';
import { codeOf, readTextFile, type ImportFile } from './import-file.ts';
import type { Digest, Imported, Loss } from './importers/importer.ts';
import { readTraces, type ImportedFormat } from './importers/read.ts';
import { otherUnder } from './importers/other.ts';
import { missingIn } from './importers/missing.ts';
import { rawOver, redactTraces, type Redactions } from './importers/redact.ts';
import { readShelf, shelve } from './importers/shelf.ts';
import { firstLosses, type FormatReport, type ImportReport } from './importers/words.ts';

export type ImportRequest = {
  files: readonly ImportFile[];
  /** The folder of the traces, one file a format. */
  out: string;
  redact: boolean;
  /** `part=JSONPath`, for exports of no known format. */
  map: readonly string[];
};

const digest: Digest = (text) => hash('sha256', text).slice(0, 16);

const readIfThere = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw new Failure(`${path} cannot be read`, codeOf(error), 'check what stands there');
  }
};

/** Old or new, never torn. */
const replaceFile = async (path: string, text: string): Promise<void> => {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new Failure(`${path} cannot be written`, codeOf(error), 'check the folder of --out');
  }
};

const recordsLost = ({ losses }: Imported): number =>
  losses.reduce((sum, { records }) => sum + records, 0);

type Write = { path: string; before: string; text: string };

/** Personal data that was taken out does not come back by an import that forgets to. */
const refuseRaw = (path: string, id: string | undefined): void => {
  if (id === undefined) return;
  throw new Failure(
    `${path} holds the trace ${JSON.stringify(id)} redacted`,
    'this import would put its raw text back',
    'import with --redact again, or into another folder with --out',
  );
};

/** A conversation is not written over by another that happens to have its id. */
const refuseOther = (path: string, id: string | undefined): void => {
  if (id === undefined) return;
  throw new Failure(
    `${path} holds another conversation under the id ${JSON.stringify(id)}`,
    'not even its first message agrees with the one that came, which would replace it',
    'import into a folder of its own with --out, or name what tells them apart with --map id=...',
  );
};

const redacted = (trace: Trace): Trace => redactTraces([trace], digest).traces[0] ?? trace;

const plan = async (
  imported: ImportedFormat,
  { out, redact }: ImportRequest,
): Promise<FormatReport & Write> => {
  const { format, traces, records, merged } = imported;
  const path = join(out, `${format}.jsonl`);
  const before = await readIfThere(path);
  const shelf = readShelf(path, before);
  if (!redact) refuseRaw(path, rawOver(shelf, traces, digest));
  refuseOther(path, otherUnder(shelf, traces, redact ? redacted : (stored) => stored));
  const { text, ...changes } = shelve(shelf, traces);
  const counts = { records, traces: traces.length, merged, lost: recordsLost(imported) };
  const missing = missingIn(traces);
  const report = { format, file: path, ...counts, ...changes, missing };
  return { ...report, path, before, text };
};

const makeFolder = async (out: string): Promise<void> => {
  try {
    await mkdir(out, { recursive: true });
  } catch (error) {
    throw new Failure(`${out} cannot be made`, codeOf(error), 'name another folder with --out');
  }
};

const redactAll = (formats: readonly ImportedFormat[]) => {
  const all: Redactions = {};
  const taken = formats.map((imported) => {
    const { traces, redactions } = redactTraces(imported.traces, digest);
    for (const [name, times] of Object.entries(redactions)) {
      const kind = name as keyof Redactions;
      all[kind] = (all[kind] ?? 0) + times;
    }
    return { ...imported, traces };
  });
  return { formats: taken, redactions: all };
};

const nothingRead = (losses: readonly Loss[]): Failure =>
  new Failure(
    'no trace could be read',
    firstLosses(losses) || 'there is no record in it',
    'export it again with what was said, or say where things are with --map',
  );

/** Imports exports of any known format into a folder. Nothing is written unless all can be read. */
export const importTraces = async (request: ImportRequest): Promise<ImportReport> => {
  const { out, redact, map } = request;
  const losses: Loss[] = [];
  const files = await Promise.all(request.files.map((file) => readTextFile(file, losses)));
  const read = readTraces(files, map, digest);
  losses.push(...read.flatMap((imported) => imported.losses));
  if (read.every(({ traces }) => traces.length === 0)) throw nothingRead(losses);
  const { formats: taken, redactions } = redact ? redactAll(read) : { formats: read };
  const plans = await Promise.all(taken.map((imported) => plan(imported, request)));
  await makeFolder(out);
  const formats: FormatReport[] = [];
  for (const { path, before, text, ...report } of plans) {
    if (text !== before) await replaceFile(path, text);
    formats.push(report);
  }
  return {
    formats,
    losses,
    ...(redactions !== undefined && { redactions }),
  };
};
