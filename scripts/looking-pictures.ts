/** Draws the pictures of the looking page in `docs/`, from a leasing assistant's traces. */
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { leasing, seen } from '../__tests__/browser/leasing.ts';
import { openRepository } from '../__tests__/browser/repository.ts';
import { buildPage } from './page.ts';

const docs = join(import.meta.dirname, '../docs');
const traces = leasing(100);
const read = 42;

const modes = {
  'hallucinated-tour-slot': `name: Hallucinated tour slot
definition: Offers or confirms a tour time that the availability tool did not return.
evals:
  - { id: offered, rung: code, target: leasing, assert: [{ type: contains, value: AM }] }
`,
  'promised-discount': `name: Promised discount
definition: Promises money off, which only a person may.
evals: []
`,
  'rude-tone': `name: Rude tone
definition: Answers a complaint without a word of regret.
opinion: true
evals: []
`,
};

/** The failure mode of what was seen, where the team has named one; the last ten are not grouped. */
const modeOf = (index: number): string[] => {
  const { note } = seen(index);
  if (index >= read - 10) return [];
  if (/6 pm|evening/.test(note)) return ['hallucinated-tour-slot'];
  return /off|discount/.test(note) ? ['promised-discount'] : [];
};

const notes = traces.slice(0, read).map(({ id }, index) => ({
  trace: id,
  ...seen(index),
  modes: modeOf(index),
  by: 'alice',
  at: new Date(Date.UTC(2026, 10, 24, 9, index)).toISOString(),
}));

const reading = async (page: Page): Promise<void> => {
  await page.waitForSelector('.turn');
  await page.keyboard.press('n');
};

const grouping = async (page: Page): Promise<void> => {
  await page.waitForSelector('.turn');
  await page.keyboard.press('g');
  await page.waitForSelector('.numbers');
  for (const key of [' ', 'ArrowDown', ' ']) await page.keyboard.press(key);
};

const pictures = [
  { name: 'looking-light', scheme: 'light', at: 38, prepare: reading },
  { name: 'looking-dark', scheme: 'dark', at: 38, prepare: reading },
  { name: 'grouping-light', scheme: 'light', at: 1, prepare: grouping },
] as const;

if (import.meta.main) {
  const repository = await openRepository({ page: await buildPage(), traces, notes, modes });
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  for (const { name, scheme, at, prepare } of pictures) {
    const viewport = { width: 1280, height: 800 };
    const page = await browser.newPage({ viewport, colorScheme: scheme });
    await page.goto(`${repository.url}#${at}`);
    await prepare(page);
    await page.screenshot({ path: join(docs, `${name}.png`), animations: 'disabled' });
    await page.close();
  }
  await browser.close();
  await repository.close();
}
