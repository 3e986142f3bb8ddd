import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildPage } from '../../scripts/page.ts';
import { launch, open, press, saved } from './chromium.ts';
import { leasing } from './leasing.ts';
import { openRepository, type Repository } from './repository.ts';

let browser: Browser;
let html: string;
let context: BrowserContext;
let server: Repository;
const traces = leasing(3);

beforeAll(async () => {
  html = await buildPage();
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await openRepository({ page: html, traces });
  context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
});
afterEach(async () => {
  await context.close();
  await server.close();
});

const noteOf = (index: number) => server.latest().get(traces[index]?.id ?? '');
const isLost = (page: Page) => page.waitForSelector('[role=alert]:has-text("not saved")');
const write = async (page: Page, text: string): Promise<void> => {
  await press(page, '2', 'n');
  await page.keyboard.type(text);
};

const spent = async (page: Page): Promise<number> => {
  const [minutes, seconds] = ((await page.textContent('[role=timer]')) ?? '').split(':');
  return Number(minutes) * 60 + Number(seconds);
};

test('what was typed while the server was away is saved when it is back', async () => {
  const { page } = await open(context, server.url);
  await server.close();
  await write(page, 'typed to nobody');
  await isLost(page);
  await server.reopen();
  await saved(page);
  expect(noteOf(0)).toMatchObject({ verdict: 'fail', note: 'typed to nobody' });
});

test('a crash of the server and the browser loses no note and no time', async () => {
  const { page } = await open(context, server.url);
  await expect.poll(() => spent(page), { timeout: 10_000 }).toBeGreaterThan(1);
  await server.close();
  await write(page, 'typed to nobody');
  await isLost(page);
  const before = await spent(page);
  await page.close();
  await server.reopen();
  const { page: next } = await open(context, `${server.url}#1`);
  expect(await spent(next)).toBeGreaterThanOrEqual(before);
  await saved(next);
  expect(await next.inputValue('#note')).toBe('typed to nobody');
  expect(noteOf(0)).toMatchObject({ verdict: 'fail', note: 'typed to nobody' });
});

test('notes that cannot be saved are copied as plain text', async () => {
  const { page } = await open(context, server.url);
  await server.close();
  await write(page, 'typed to nobody');
  await press(page, 'Control+Enter', '1');
  await isLost(page);
  await page.click('[role=alert] button:text-is("Copy")');
  await page.waitForSelector('[role=alert] button:text-is("Copied")');
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
    `${traces[0]?.id}: fail\ntyped to nobody\n\n${traces[1]?.id}: pass\n`,
  );
});

test('where nothing can be copied the text is shown to be taken by hand', async () => {
  await context.addInitScript(`navigator.clipboard.writeText = () => Promise.reject(Error('no'))`);
  const { page } = await open(context, server.url);
  await server.close();
  await write(page, 'typed to nobody');
  await isLost(page);
  await page.click('[role=alert] button:text-is("Copy")');
  expect(await page.inputValue('[role=alert] textarea')).toContain('typed to nobody');
  await page.focus('#note');
  await press(page, 'End');
  await page.keyboard.type(', and more');
  expect(await page.inputValue('[role=alert] textarea')).toContain('nobody, and more');
});

test('two servers on the same notes keep what both pages wrote', async () => {
  const other = await server.another();
  const [one, two] = [await open(context, server.url), await open(context, other.url)];
  await one.page.bringToFront();
  await write(one.page, 'from the first');
  await press(one.page, 'Escape');
  await saved(one.page);
  await two.page.bringToFront();
  await press(two.page, 'n');
  await two.page.keyboard.type('from the second');
  await press(two.page, 'Escape');
  await expect.poll(() => noteOf(0)?.note).toBe('from the first\nfrom the second');
  await saved(two.page);
  expect(noteOf(0)?.verdict).toBe('fail');
  expect(await two.page.inputValue('#note')).toBe('from the first\nfrom the second');
  await other.close();
});
