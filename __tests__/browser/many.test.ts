import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPage } from '../../scripts/page.ts';
import { launch, open, press, saved } from './chromium.ts';
import { leasing } from './leasing.ts';
import { openRepository } from './repository.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Long tasks of the page, from its first moment on. */
const watch = `
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration);
  }).observe({ type: 'longtask', buffered: true });
`;

/** Milliseconds; the aim is 100, and the machines that run this are slow and shared. */
const generous = 250;

test('five thousand traces, and one of a megabyte, hold the page up in no frame', async () => {
  const traces = leasing(5000);
  const [first] = traces;
  const long = `${'A line of a very long answer. '.repeat(30)}\n\n`.repeat(1200);
  traces[1] = {
    ...first!,
    id: 'long',
    messages: [{ role: 'assistant', content: long }],
    output: long,
  };
  const notes = traces.slice(10, 4000).map(({ id }) => ({
    trace: id,
    note: 'seen',
    verdict: 'fail' as const,
    modes: [],
    by: 'alice',
    at: '2026-11-24T09:00:00.000Z',
  }));
  const server = await openRepository({ page: await buildPage(), traces, notes });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addInitScript(watch);
  const { page } = await open(context, server.url);
  expect(await page.locator('.row').count()).toBeLessThan(60);
  await press(page, 'j');
  await page.click('text=/Show all/ >> nth=0');
  await page.waitForSelector('.piece');
  await press(page, 'k', '2', 'n');
  await page.keyboard.type('typed among five thousand');
  await press(page, 'Control+Enter');
  await saved(page);
  for (let at = 0; at < 20; at += 1)
    await page.evaluate(`document.querySelector('.list').scrollTo(0, ${at * 11_000})`);
  await press(page, 'g');
  await page.waitForSelector('.card');
  await press(page, 'j', ' ', 'j', ' ', 'g');
  await page.waitForSelector('.turn');
  expect(await page.evaluate('window.longest')).toBeLessThan(generous);
  await context.close();
  await server.close();
});
