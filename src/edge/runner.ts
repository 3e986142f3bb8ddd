import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import type { Annotation } from '../domain/plan.ts';
import { oneLine } from '../foreign/clean.ts';
import { guarded, logsafe } from '../foreign/log.ts';
import type { PublishPorts } from '../publish/publish.ts';

/** Foreign text of several lines, in the log: no line of it is a command to the runner. */
export const printBlock = (text: string): void => {
  const lines = logsafe(text).split('\n');
  process.stdout.write(`${guarded(lines, randomBytes(16).toString('hex'))}\n`);
};

const annotate = ({ level, title, message, file, line, column }: Annotation): void => {
  const place = {
    title: oneLine(title, 200),
    ...(file !== undefined && { file }),
    ...(line !== undefined && { startLine: line }),
    ...(column !== undefined && { startColumn: column }),
  };
  const text = oneLine(message, 1000);
  if (level === 'error') core.error(text, place);
  else if (level === 'warning') core.warning(text, place);
  else core.notice(text, place);
};

type RunnerPorts = Omit<PublishPorts, 'status' | 'comment'>;

/** The runner's own surfaces: log, annotations, summary, outputs, files. */
export const runnerPorts = (folder: string): RunnerPorts => ({
  annotate,
  output: (name, value) => core.setOutput(name, value),
  warn: (message) => core.warning(oneLine(message, 1000)),
  async summary(markdown) {
    await core.summary.addRaw(markdown, true).write();
  },
  async file(name, content) {
    await mkdir(folder, { recursive: true });
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  },
});
