import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildPage } from '../../scripts/page.ts';
import { launch, open, press, saved } from './chromium.ts';
import { leasing } from './leasing.ts';
import { openRepository, type Repository } from './repository.ts';

let browser: Browser;
let html: string;
let context: BrowserContext;
let server: Repository;
const traces = leasing(40);

beforeAll(async () => {
  html = await buildPage();
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await openRepository({ page: html, traces });
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
});
afterEach(async () => {
  await context.close();
  await server.close();
});

const noteOf = (index: number) => server.latest().get(traces[index]?.id ?? '');

test('twenty traces are read by the keyboard alone', async () => {
  const { page, alarms, strangers } = await open(context, server.url);
  for (let index = 0; index < 20; index += 1) {
    await page.waitForSelector(`.about h2:text-is("${traces[index]?.id}")`);
    await press(page, ['1', '2', 'd'][index % 3] ?? '', 'n');
    await page.keyboard.type(`seen in ${index}: 1 2 d j k u g / ?`);
    await press(page, 'Control+Enter');
  }
  await saved(page);
  expect([...server.latest().values()].map(({ note, verdict }) => [verdict, note])).toEqual(
    Array.from({ length: 20 }, (_, index) => [
      ['pass', 'fail', 'defer'][index % 3],
      `seen in ${index}: 1 2 d j k u g / ?`,
    ]),
  );
  expect(await page.textContent('.where')).toBe('Trace 21 of 40');
  expect(await page.locator('.counts').innerText()).toMatch(
    /40 all.*7 pass.*7 fail.*6 defer.*20 unread/s,
  );
  expect([alarms, strangers]).toEqual([[], []]);
});

test('a reload in the middle of a word loses nothing and comes back to the same trace', async () => {
  const { page } = await open(context, server.url);
  await press(page, 'j', 'j', '2', 'n');
  await page.keyboard.type('half a wor');
  await page.reload();
  await page.waitForSelector('.turn');
  await saved(page);
  expect(await page.inputValue('#note')).toBe('half a wor');
  expect(await page.getAttribute('.verdicts .fail', 'aria-pressed')).toBe('true');
  expect(await page.textContent('.where')).toBe('Trace 3 of 40');
  expect(noteOf(2)).toMatchObject({ note: 'half a wor', verdict: 'fail' });
});

test('two tabs show what the other one saved, and keep what both wrote', async () => {
  const [one, two] = [await open(context, server.url), await open(context, server.url)];
  await one.page.bringToFront();
  await press(one.page, '2', 'n');
  await one.page.keyboard.type('from the first tab');
  await expect.poll(() => two.page.inputValue('#note')).toBe('from the first tab');
  await two.page.waitForSelector('.verdicts .fail[aria-pressed=true]');
  await two.page.locator('#note').fill('from the first tab, and the second');
  await press(two.page, 'Escape', 'j', '1');
  await saved(two.page);
  await expect.poll(() => one.page.inputValue('#note')).toMatch(/the second$/);
  await one.page.waitForSelector('.row.pass');
  expect(noteOf(0)).toMatchObject({ verdict: 'fail', note: 'from the first tab, and the second' });
  expect(noteOf(1)).toMatchObject({ verdict: 'pass' });
});

test('a failed save is loud, is tried again, and nothing written meanwhile is lost', async () => {
  const { page } = await open(context, server.url);
  server.breakNotes();
  await press(page, '2', 'n');
  await page.keyboard.type('the disk was full');
  await page.waitForSelector('[role=alert]:has-text("is not saved")');
  expect(await page.textContent('.save')).toBe('Not saved');
  server.mendNotes();
  await saved(page);
  expect(await page.locator('[role=alert]').count()).toBe(0);
  expect(noteOf(0)).toMatchObject({ verdict: 'fail', note: 'the disk was full' });
});

test('undo takes back the last verdict, and the last note, where they were', async () => {
  const { page } = await open(context, server.url);
  await press(page, '2', 'n');
  await page.keyboard.type('wrong');
  await press(page, 'Escape', 'j', '1', 'u', 'u');
  await saved(page);
  expect(await page.textContent('.where')).toBe('Trace 1 of 40');
  expect(noteOf(0)).toMatchObject({ note: '', verdict: 'fail' });
  expect(noteOf(1)?.verdict).toBeUndefined();
});

test('search lists what is found, and a number goes there', async () => {
  const { page } = await open(context, server.url);
  await press(page, '/');
  await page.keyboard.type('four dogs');
  await page.waitForSelector('text=0 found');
  await page.fill('input[type=search]', 'three cats');
  await page.waitForSelector('text=4 found');
  await press(page, 'Enter');
  expect(await page.textContent('.where')).toBe('Trace 3 of 40');
  await press(page, 'j');
  expect(await page.textContent('.where')).toBe('Trace 13 of 40');
  await press(page, '/');
  await page.keyboard.type('#31');
  await press(page, 'Enter');
  expect(await page.textContent('.where')).toBe('Trace 31 of 40');
});

test('a verdict of others shows only after the reader’s own', async () => {
  const { page } = await open(context, server.url);
  expect(await page.locator('summary:has-text("what others said of it")').count()).toBe(0);
  await press(page, '1');
  await page.waitForSelector('summary:has-text("what others said of it")');
});

test('an answer that is empty is shown as one, and so is a trace without a word', async () => {
  await server.close();
  const [first, second] = traces;
  const messages = [{ role: 'user', content: 'Hello?' }];
  server = await openRepository({
    page: html,
    traces: [
      { ...first!, messages, output: '' },
      { ...second!, messages: [], output: '' },
    ],
  });
  const { page } = await open(context, server.url);
  expect(await page.locator('.turn.assistant').innerText()).toMatch(/\(empty answer\)/);
  await press(page, 'j');
  await page.waitForSelector('main >> text=Nothing was said.');
});

test('text from right to left takes its numbers, columns and marks with it', async () => {
  await server.close();
  const output = `شقق متاحة:

1. غرفتان
2. Balcony!

| الشقة | الإيجار |
| --- | --- |
| 4B | 2450 |

> قال ذلك

1. left`;
  server = await openRepository({ page: html, traces: [{ ...traces[0]!, messages: [], output }] });
  const { page } = await open(context, server.url);
  const directions = await page.evaluate(`Array.from(
    document.querySelectorAll('.prose ol, .prose table, .prose blockquote'),
    (each) => getComputedStyle(each).direction,
  )`);
  expect(directions).toEqual(['rtl', 'rtl', 'rtl', 'ltr']);
  const sides = await page.evaluate(`Array.from(document.querySelectorAll('.prose p'), (each) => {
    const range = document.createRange();
    range.selectNodeContents(each);
    const [box, text] = [each.getBoundingClientRect(), range.getBoundingClientRect()];
    return box.right - text.right < text.left - box.left ? 'right' : 'left';
  })`);
  expect(sides).toEqual(['right', 'right', 'right', 'right', 'left']);
});

test('what an eval thought of a trace shows only after the reader’s own verdict', async () => {
  await server.close();
  const fires = traces.slice(0, 2).map(({ id }) => id);
  server = await openRepository({ page: html, traces, fires });
  const { page } = await open(context, server.url);
  await page.waitForSelector('.row');
  expect(await page.textContent('.pick')).toBe('picked');
  expect(await page.textContent('body')).not.toContain('fires');
  await press(page, '1');
  await page.waitForSelector('.pick:text-is("mode: tour-slot fires")');
  expect(await page.locator('.hint:has-text("fires")').count()).toBe(1);
  await press(page, 'j');
  await page.waitForSelector('.pick:text-is("picked")');
});

test('how much the last ones still told is counted over everyone, and at once', async () => {
  await server.close();
  const modes = ['tour-slot'];
  const [first, ...others] = traces.slice(0, 3).map(({ id }, index) => ({
    trace: id,
    note: 'seen',
    verdict: 'fail' as const,
    by: 'bob',
    at: `2026-11-10T09:0${index}:00.000Z`,
  }));
  const notes = [{ ...first!, modes }, ...others.map((note) => ({ ...note, modes: [] }))];
  server = await openRepository({ page: html, traces, notes });
  const { page } = await open(context, `${server.url}#4`);
  const meter = page.locator('.meter');
  expect(await meter.innerText()).toBe(
    'New kinds of failure in the last 3 read: 1 and 2 failed not grouped yet',
  );
  await press(page, '2');
  await expect.poll(() => meter.innerText()).toMatch(/last 4 read: 1 and 3 failed/);
});
