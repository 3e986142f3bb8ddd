import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildPage } from '../../scripts/page.ts';
import { launch, open, press, saved } from './chromium.ts';
import { leasing, seen } from './leasing.ts';
import { openRepository, type Repository } from './repository.ts';

let browser: Browser;
let html: string;
let context: BrowserContext;
let server: Repository;
const traces = leasing(20);
const notes = traces.map(({ id }, index) => ({
  trace: id,
  ...seen(index),
  modes: [],
  by: 'alice',
  at: '2026-11-24T09:00:00.000Z',
}));
const modes = {
  'tour-slot': `name: Tour slot
definition: Made up.
evals:
  - { id: offered, rung: code, target: leasing, assert: [{ type: contains, value: AM }] }
`,
  rude: 'name: Rude tone\ndefinition: No regret.\nopinion: true\nevals: []\n',
};

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

const opened = async () => {
  const looking = await open(context, server.url);
  await press(looking.page, 'g');
  await looking.page.waitForSelector('.numbers');
  return looking.page;
};

const inMode = (mode: string): number[] =>
  [...server.latest().values()]
    .filter((note) => note.modes.includes(mode))
    .map((note) => traces.findIndex(({ id }) => id === note.trace) + 1)
    .toSorted((a, b) => a - b);

test('notes go into a failure mode by its letter, and out of it again', async () => {
  const page = await opened();
  await press(page, ' ', 'j', 'j', ' ', 't');
  await saved(page);
  expect(inMode('tour-slot')).toEqual([1, 4]);
  await page.waitForSelector('.mode:has-text("Tour slot") .numbers:has-text("2 of 20 read, 10 %")');
  await press(page, 'u');
  await saved(page);
  expect(inMode('tour-slot')).toEqual([]);
});

test('a name that is typed finds a failure mode, or makes a new one', async () => {
  const page = await opened();
  await press(page, '/');
  await page.keyboard.type('tou');
  await press(page, 'Enter');
  await saved(page);
  expect(inMode('tour-slot')).toEqual([1]);
  await press(page, ' ', '/');
  await page.keyboard.type('Pet rule');
  await press(page, 'Enter');
  await page.waitForSelector('dialog:has-text("New failure mode of 1 note")');
  expect(await page.inputValue('dialog.form textarea')).toMatch(/three pets/);
  await page.keyboard.type('Allows more than two pets.');
  await press(page, 'Control+Enter');
  await page.waitForSelector('text=Pet rule is created.');
  expect(inMode('pet-rule')).toEqual([3]);
  expect(server.text('evals/modes/pet-rule.yml')).toBe(
    'name: Pet rule\ndefinition: Allows more than two pets.\n',
  );
});

test('a note that cannot be saved is told, holds up no other, and is saved when it can be', async () => {
  const page = await opened();
  server.remove('evals/modes/tour-slot.yml');
  await press(page, 't', ' ', 'r');
  await page.waitForSelector(
    '[role=alert]:has-text("A note is not saved: there is no failure mode")',
  );
  await expect.poll(() => inMode('rude')).toEqual([3]);
  expect(inMode('tour-slot')).toEqual([]);
  server.write('evals/modes/tour-slot.yml', modes['tour-slot']);
  await saved(page);
  expect(inMode('tour-slot')).toEqual([1]);
});

test('a note is dragged into a failure mode', async () => {
  const page = await opened();
  await page.dragAndDrop('.card >> nth=1', '.mode:has-text("Tour slot")');
  await saved(page);
  expect(inMode('tour-slot')).toEqual([3]);
});

test('failure modes are split, merged, renamed and defined', async () => {
  const page = await opened();
  await press(page, ' ', 'j', ' ', 'j', ' ', 't');
  await saved(page);
  await page.click('.modes >> text=Tour slot');
  await page.click('.card >> nth=0');
  await page.click('text=Split off selected');
  await page.keyboard.type('Evening tour');
  await press(page, 'Enter');
  await page.waitForSelector('text=Evening tour is created.');
  await press(page, 'u');
  await page.waitForSelector(
    '[role=status]:has-text("Nothing to undo: a change of failure modes")',
  );
  expect([inMode('tour-slot'), inMode('evening-tour')]).toEqual([[3, 4], [1]]);
  await page.click('text=Merge into…');
  await page.selectOption('dialog.form select', { label: 'Evening tour' });
  await press(page, 'Control+Enter');
  await page.waitForSelector('text=is now part of');
  expect(inMode('evening-tour')).toEqual([1, 3, 4]);
  await page.click('.modes >> text=Evening tour');
  await page.click('text=Rename, define');
  await page.getByLabel('Name', { exact: true }).fill('Tour after hours');
  await page.getByLabel('Id: the name of its file').fill('after-hours');
  await press(page, 'Enter');
  await page.waitForSelector('text=Its id is now after-hours.');
  expect(inMode('after-hours')).toEqual([1, 3, 4]);
});

test('an id that is refused leaves the form open and the failure mode as it was', async () => {
  const page = await opened();
  await page.click('.modes >> text=Tour slot');
  await page.click('text=Rename, define');
  await page.getByLabel('Name', { exact: true }).fill('Tour after hours');
  const id = page.getByLabel('Id: the name of its file');
  await id.fill('rude');
  await press(page, 'Enter');
  await page.waitForSelector('dialog.form [role=alert]:has-text("taken")');
  expect(await id.inputValue()).toBe('rude');
  expect(server.text('evals/modes/tour-slot.yml')).toBe(modes['tour-slot']);
  await id.fill('after-hours');
  await press(page, 'Enter');
  await page.waitForSelector('text=Tour after hours is saved. Its id is now after-hours.');
  expect(server.text('evals/modes/after-hours.yml')).toContain('name: Tour after hours');
});

test('a click leads to the traces behind, and back', async () => {
  const page = await opened();
  await press(page, 'j', 't');
  await page.click('.modes >> text=Tour slot');
  await page.waitForSelector('.shelves >> text=1 Tour slot');
  await page.click('.card .open');
  await page.waitForSelector('.turn');
  expect(await page.textContent('.where')).toBe('Trace 3 of 20');
  await press(page, 'g');
  await page.waitForSelector('.shelves >> text=1 Tour slot');
});

test('traces of other people and sessions are behind a failure mode as well', async () => {
  await server.close();
  const [old, ...fresh] = traces;
  const theirs = { trace: old!.id, note: 'seen', modes: ['tour-slot'], by: 'bob' };
  const at = '2026-11-10T09:00:00.000Z';
  server = await openRepository({
    page: html,
    traces: fresh,
    others: [old!],
    notes: [{ ...theirs, at }, ...notes.slice(1)],
    modes,
  });
  const page = await opened();
  await page.click('.modes >> text=Tour slot');
  await page.click('text=1 more, of other sessions or people');
  await page.click(`.elsewhere >> text=${old!.id}`);
  await page.waitForSelector('dialog.trace .turn');
});

test('cases are made of the traces of a failure mode, for the target that is chosen', async () => {
  const page = await opened();
  await press(page, 't');
  await page.click('.modes >> text=Tour slot');
  const asked = page.waitForRequest('**/api/cases');
  await page.click('text=Make cases of 1');
  await page.selectOption('dialog.form select', 'triage');
  await page.click('dialog.form button.main');
  await page.waitForSelector('text=1 case of Tour slot written to evals/cases/triage.jsonl.');
  expect(JSON.parse(server.text('evals/cases/triage.jsonl'))).toMatchObject({
    trace: traces[0]?.id,
  });
  expect((await asked).postDataJSON()).toEqual({
    mode: 'tour-slot',
    target: 'triage',
    traces: [traces[0]?.id],
  });
});

test('failure modes are compared by the metadata, and a number leads to its traces', async () => {
  const page = await opened();
  await press(page, ' ', 'j', ' ', 'j', ' ', 't');
  await saved(page);
  await page.click('text=Compare by channel');
  await page.selectOption('.pivot select', 'user type');
  expect(await page.locator('.pivot thead').innerText()).toMatch(/agent\s+prospect/);
  await page.click('.pivot tbody button >> nth=1');
  await page.waitForSelector('.shelves >> text=2 Tour slot, prospect');
  expect(await page.locator('.card .open').allTextContents()).toEqual(['trace 1', 'trace 3']);
});

test('suggestions come only when asked for, and each is accepted or dismissed alone', async () => {
  const page = await opened();
  expect(await page.locator('.proposals').count()).toBe(0);
  await page.click('text=Suggest groups');
  await page.waitForSelector('.proposals > li');
  const count = await page.locator('.proposals > li').count();
  await page.click('.proposals > li >> nth=0 >> text=Dismiss');
  expect(await page.locator('.proposals > li').count()).toBe(count - 1);
  await page.click('.proposals > li >> nth=0 >> text=Accept');
  expect(await page.inputValue('dialog.form input')).not.toBe('');
  await press(page, 'Escape');
  await page.waitForSelector('dialog.form', { state: 'detached' });
  expect([...server.latest().values()].flatMap((note) => note.modes)).toEqual([]);
});

test('a failure mode that no note mentions says so, and is kept as an opinion or deleted', async () => {
  const plain = 'name: Pet rule\ndefinition: Too many pets. # two\n';
  server.write('evals/modes/pet-rule.yml', plain);
  const page = await opened();
  const rule = page.locator('.mode:has-text("Pet rule")');
  const refused = rule.locator('text=No note mentions it: lint refuses it.');
  await refused.waitFor();
  expect(await rule.locator('.opinion').count()).toBe(0);
  await press(page, 'p');
  await refused.waitFor({ state: 'detached' });
  await press(page, 'u');
  await refused.waitFor();
  await rule.locator('text=Keep as an opinion').press('Enter');
  await rule.locator('.opinion').waitFor();
  expect(server.text('evals/modes/pet-rule.yml')).toBe(`${plain}opinion: true\n`);
  const slot = page.locator('.mode:has-text("Tour slot")');
  expect(await slot.locator('.actions button').allTextContents()).toEqual(['Keep as an opinion']);
  server.write('evals/modes/pet-rule.yml', plain);
  await page.reload();
  await page.waitForSelector('.turn');
  await press(page, 'g');
  await rule.locator('text=Delete').click();
  await rule.waitFor({ state: 'detached' });
  expect(server.has('evals/modes/pet-rule.yml')).toBe(false);
});

test.each([900, 640, 400])(
  'in a window of %i pixels the modes are below the cards',
  async (width) => {
    const page = await opened();
    await page.setViewportSize({ width, height: 800 });
    const [cards, below] = (await page.evaluate(`Array.from(
    document.querySelectorAll('.grouping > *'),
    (each) => each.getBoundingClientRect().toJSON(),
  )`)) as { top: number; bottom: number; width: number }[];
    expect([cards?.width, below?.width]).toEqual([width, width]);
    expect(below?.top).toBe(cards?.bottom);
    const inside = (selector: string) =>
      page.evaluate(`Array.from(document.querySelectorAll(${JSON.stringify(selector)}))
      .every((each) => each.scrollWidth <= each.clientWidth)`);
    expect(await inside('html, .cards, .mode')).toBe(true);
    await press(page, 'End');
    await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(100);
    await press(page, '?');
    await page.waitForSelector('dialog.keys[open]');
    expect(await inside('dialog.keys')).toBe(true);
    expect(await page.evaluate(`document.querySelector('dialog.keys').scrollTop`)).toBe(0);
  },
);

test('an opinion is shown as one, and TAXONOMY.md is written when asked for', async () => {
  const page = await opened();
  expect(await page.textContent('.mode:has-text("Rude tone") .opinion')).toBe('opinion');
  await page.click('text=Write TAXONOMY.md');
  await page.waitForSelector('text=TAXONOMY.md is written.');
  expect(server.text('evals/TAXONOMY.md')).toContain('Rude tone');
});
