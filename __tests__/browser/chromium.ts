/** Debian's Chromium on the looking page, and all that the page asked for. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });

export type Opened = {
  page: Page;
  /** Addresses of all requests but those of the looking server itself. */
  strangers: string[];
  /** What went wrong in the page, and every dialog it opened. */
  alarms: string[];
};

/** Opens the address in a context and waits until a trace is shown. */
export const open = async (context: BrowserContext, url: string): Promise<Opened> => {
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const opened: Opened = { page, strangers: [], alarms: [] };
  const own = new URL(url).origin;
  page.on('request', (request) => {
    if (!request.url().startsWith(`${own}/`) && request.url() !== 'data:,')
      opened.strangers.push(request.url());
  });
  page.on('pageerror', (error) => opened.alarms.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') opened.alarms.push(message.text());
  });
  page.on('dialog', (dialog) => {
    opened.alarms.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(url);
  await page.waitForSelector('.turn');
  return opened;
};

/** Waits until the page says that everything is saved. */
export const saved = (page: Page): Promise<unknown> => page.waitForSelector('.save.saved');

/** Presses the keys one after the other. */
export const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
