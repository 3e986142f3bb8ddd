import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildPage } from '../../scripts/page.ts';
import { launch, open, press, saved } from './chromium.ts';
import { leasing, seen } from './leasing.ts';
import { openRepository, type Repository } from './repository.ts';

let browser: Browser;
let html: string;
let context: BrowserContext;
let server: Repository;
const long = 'A line of a long answer.\n\n'.repeat(150);
const traces = leasing(6).map((trace) => ({ ...trace, output: long }));
const modes = { rude: 'name: Rude\ndefinition: No regret.\nopinion: true\nevals: []\n' };
const notes = traces.slice(0, 4).map(({ id }, index) => ({
  trace: id,
  note: seen(index).note,
  verdict: 'fail' as const,
  modes: index === 0 ? ['rude'] : [],
  by: 'alice',
  at: '2026-11-24T09:00:00.000Z',
}));

beforeAll(async () => {
  html = await buildPage();
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await openRepository({ page: html, traces, notes, modes });
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
});
afterEach(async () => {
  await context.close();
  await server.close();
});

const scrolled = async (page: Page): Promise<number> =>
  Number(await page.evaluate(`Math.round(document.querySelector('main').scrollTop)`));
const focused = (page: Page): Promise<unknown> =>
  page.evaluate(`document.activeElement.closest('main, aside, header, section')?.className`);

test('the keys of every browser scroll the trace, wherever the focus is', async () => {
  const { page } = await open(context, `${server.url}#5`);
  const places = [];
  for (const key of ['ArrowDown', 'ArrowUp', 'PageDown', 'Space', 'Shift+Space', 'PageUp']) {
    await press(page, key);
    places.push(await scrolled(page));
  }
  const [line = 0, top, screen = 0] = places;
  expect(places).toEqual([line, top, screen, 2 * screen, screen, 0]);
  expect([line > 20, top, screen > 500]).toEqual([true, 0, true]);
  await press(page, 'End');
  const end = await scrolled(page);
  expect(end).toBeGreaterThan(2000);
  await press(page, 'Home', '2', 'n', 'Control+Enter');
  await page.waitForSelector('.where:has-text("Trace 6")');
  await press(page, 'End');
  expect(await scrolled(page)).toBeGreaterThan(2000);
  await page.click('.verdicts .pass');
  await press(page, 'Home', 'PageDown');
  expect(await scrolled(page)).toBe(screen);
  await press(page, 'n', 'Space', 'End', 'PageUp');
  expect([await scrolled(page), await page.inputValue('#note')]).toEqual([screen, ' ']);
});

test('a key opens all folds of the trace and closes them, and each is soon reached by Tab', async () => {
  const { page } = await open(context, server.url);
  const folds = (state: string) => page.locator(`main .fold${state}`).count();
  expect(await folds('[open]')).toBe(0);
  await press(page, 'o');
  await expect.poll(() => folds('[open] > :not(summary)')).toBeGreaterThan(1);
  expect(await folds(':not([open])')).toBe(0);
  await press(page, 'o');
  await expect.poll(() => folds('[open]')).toBe(0);
  await press(page, 'Tab', 'Tab', 'Tab', 'Tab', 'Tab');
  expect(await page.evaluate('document.activeElement.localName')).toBe('summary');
  await press(page, 'Enter');
  await expect.poll(() => folds('[open]')).toBe(1);
  await press(page, '?');
  expect(await page.locator('dialog.keys').innerText()).toMatch(/folds.*PageDown|PageDown.*folds/s);
});

test('the trace comes before the judgement and the list in the order of Tab', async () => {
  const { page } = await open(context, server.url);
  const order: unknown[] = [];
  for (let count = 0; count < 40 && !order.includes('side'); count += 1) {
    await press(page, 'Tab');
    const place = await focused(page);
    if (order.at(-1) !== place) order.push(place);
  }
  expect(order).toEqual(['top', '', 'judge', 'side']);
});

test('what is on a card is reached by Tab and is no part of another control', async () => {
  const { page } = await open(context, server.url);
  await press(page, 'g');
  await page.click('text=all notes');
  await page.waitForSelector('.card .chips');
  expect(await page.locator('[role=option], [role=listbox], [role=button] button').count()).toBe(0);
  await page.focus('.words[tabindex="0"]');
  await press(page, 'ArrowRight', 'Space', 'ArrowLeft');
  expect(await page.locator('.card [aria-pressed=true]').count()).toBe(1);
  await press(page, 'Tab', 'Enter');
  await saved(page);
  expect(server.latest().get(traces[0]?.id ?? '')?.modes).toEqual([]);
  expect(await page.locator('.card [aria-pressed=true]').count()).toBe(1);
  await press(page, 'Tab', 'Enter');
  await page.waitForSelector('.where:has-text("Trace 1 ")');
});
