/** Writes what is generated from the sources: `npm run generate`. A test compares it with what is there. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { modeSchema } from '../src/definitions/modes.ts';
import { configSchema } from '../src/domain/config.ts';
import { withTables } from './readme.ts';

const root = join(import.meta.dirname, '..');
const published = 'https://raw.githubusercontent.com/OWNER/failmode/v1/schema';

/** A schema for editors: `io: 'input'`, since what has a default need not be written. */
const jsonSchema = (name: string, title: string, schema: z.ZodType): string => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
  const $id = `${published}/${name}.schema.json`;
  return `${JSON.stringify({ $schema, $id, title, ...rest }, null, 2)}\n`;
};

/** What each generated file holds, by its path. */
export const generated = (): Record<string, string> => ({
  'schema/failmode.schema.json': jsonSchema('failmode', 'Failmode: failmode.yml', configSchema),
  'schema/mode.schema.json': jsonSchema('mode', 'Failmode: a failure mode', modeSchema),
  'README.md': withTables(readFileSync(join(root, 'README.md'), 'utf8')),
});

if (import.meta.main) {
  for (const [path, text] of Object.entries(generated())) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
