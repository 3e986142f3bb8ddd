import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { importTraces, type ImportRequest } from '../../src/import.ts';
import { importWords } from '../../src/importers/words.ts';

const scratch = () => mkdtemp(join(tmpdir(), 'failmode-import-'));

const importText = async (text: string | Uint8Array, over: Partial<ImportRequest> = {}) => {
  const out = over.out ?? (await scratch());
  const files = [{ name: 'export', bytes: Buffer.from(text as string) }];
  const report = await importTraces({ files, redact: false, map: [], ...over, out });
  const names = await readdir(out);
  const content = (
    await Promise.all(names.toSorted().map((name) => readFile(join(out, name), 'utf8')))
  ).join('');
  return { report, out, names, content };
};

const row = (id: string, response: string, at = '2026-03-02T09:00:00Z') =>
  JSON.stringify({ id, query: 'q', response, at });

test('a file a format, ordered by time and id; a changed trace replaces the old one', async () => {
  const text = [row('b', '1'), row('a', '2'), row('c', '3', '2026-03-01T09:00:00Z')].join('\n');
  const { out, names } = await importText(text);
  expect(names).toEqual(['query-response.jsonl']);
  const { report, content } = await importText([row('a', 'new'), row('d', '4')].join('\n'), {
    out,
  });
  const lines = content
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string });
  expect(lines.map(({ id }) => id)).toEqual(['c', 'a', 'b', 'd']);
  expect(report.formats).toMatchObject([{ added: 1, unchanged: 0, replaced: ['a'] }]);
  expect(importWords(report)).toContain('  replaced, since its content changed: a');
});

test('a damaged file of traces is not written over', async () => {
  const out = await scratch();
  const path = join(out, 'query-response.jsonl');
  await writeFile(path, '{"id": "a"}\n{"id"');
  await expect(importText(row('a', 'x'), { out })).rejects.toMatchObject({
    message: `${path}:2 is no trace`,
  });
  expect(await readFile(path, 'utf8')).toBe('{"id": "a"}\n{"id"');
});

test('nothing is written unless every file can be read', async () => {
  const out = await scratch();
  const files = [
    { name: 'good', bytes: Buffer.from(row('a', 'x')) },
    { name: 'bad', bytes: Buffer.from('{"x": 1}') },
  ];
  await expect(importTraces({ files, out, redact: false, map: [] })).rejects.toThrow('bad is of');
  expect(await readdir(out)).toEqual([]);
});

test('an import of which nothing can be read is refused with what is wrong', async () => {
  const span = { traceId: 'ab', spanId: '1', startTimeUnixNano: '1772442000000000000' };
  const text = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
  await expect(importText(text)).rejects.toMatchObject({
    message: 'no trace could be read',
    why: expect.stringContaining('is the capture of content on? (1 record lost)') as string,
  });
});

test.each([
  [
    'a bomb',
    gzipSync(Buffer.alloc(300 << 20, 32), { level: 1 }),
    'it unpacks to more than 256 MiB',
  ],
  ['a torn archive', gzipSync(Buffer.from(row('a', 'x'))).subarray(0, 25), 'Z_BUF_ERROR'],
  ['Parquet', Buffer.from('PAR1....'), 'it is not read'],
  ['a ZIP archive', Buffer.from('PK\u0003\u0004....'), 'it is not read'],
])('%s is refused', async (_name, bytes, why) => {
  await expect(importText(bytes)).rejects.toMatchObject({ why });
});

test.each([
  ['/nowhere.jsonl', 'there is no such file'],
  [import.meta.dirname, 'it is a folder'],
])('%s is named with what it is', async (file, why) => {
  const asked = { files: [file], out: await scratch(), redact: false, map: [] };
  await expect(importTraces(asked)).rejects.toMatchObject({
    message: `${file} cannot be read`,
    why,
  });
});

test('bytes that are no UTF-8 are told; UTF-16 is read', async () => {
  const broken = Buffer.concat([
    Buffer.from(row('a', 'x').slice(0, -2)),
    Buffer.from([0xff, 0x22, 0x7d]),
  ]);
  const { report } = await importText(broken);
  expect(report.losses.map(({ what }) => what)).toContain(
    'bytes that are not UTF-8 are replaced by U+FFFD',
  );
  const { content } = await importText(Buffer.from(`\uFEFF${row('a', 'Zoë')}`, 'utf16le'));
  expect(content).toContain('Zoë');
});

const personal = {
  email: 'zoe.miller@example.org',
  phone: '+1 (415) 555-0123',
  card: '4111 1111 1111 1111',
  iban: 'DE89 3704 0044 0532 0130 00',
  ssn: '123-45-6789',
  ip: '203.0.113.77',
};

test('--redact leaves no personal data of a known shape in a trace, its keys and ids included', async () => {
  const all = Object.values(personal).join(' and ');
  const text = JSON.stringify({
    id: `conv-${personal.email}`,
    messages: [
      { role: 'user', content: `I am ${all}.` },
      {
        role: 'assistant',
        content: `Noted: ${all}`,
        tool_calls: [
          {
            id: 'c',
            name: 'save',
            args: {
              [personal.email]: personal.ip,
              phone: '4155550199',
              tel: 4155550188,
              card: 4111111111111111,
            },
          },
        ],
      },
    ],
    documents: [{ id: 'd', text: all }],
    metadata: { who: [all] },
  });
  const { report, content } = await importText(text, { redact: true });
  for (const value of [
    ...Object.values(personal),
    '4155550199',
    '4155550188',
    '4111111111111111',
  ]) {
    expect(content).not.toContain(value);
  }
  for (const kind of Object.keys(personal)) {
    expect(content).toContain(`[${kind}]`);
    expect(report.redactions?.[kind as keyof typeof personal]).toBeGreaterThan(3);
  }
  expect(content).toMatch(/"id":"redacted-[0-9a-f]{16}"/);
  expect(importWords(report).join('\n')).toContain('× an e-mail address');
});

test('names and notes that move a cursor do so in no line of the report', async () => {
  const hostile = 'x\u001B[2J\u202E\n::error::';
  const bad = JSON.stringify({ id: 'a', messages: [{ role: hostile, content: 'x' }] });
  const { report } = await importText(bad);
  for (const line of importWords(report)) {
    for (const sign of ['\u001B', '\u202E', '\n']) expect(line).not.toContain(sign);
  }
});

test('losses are grouped, with the first five places', async () => {
  const { report } = await importText([row('a', 'x'), ...Array<string>(7).fill('{')].join('\n'));
  expect(importWords(report)).toEqual([
    expect.stringContaining('query-response.jsonl (query-response): 1 trace: 1 new'),
    '  of 8 records: 0 merged into others, 7 lost',
    'Lost or changed:',
    expect.stringMatching(
      /7 records lost\): export:2, export:3, export:4, export:5, export:6, and 2 more$/,
    ),
  ]);
});
