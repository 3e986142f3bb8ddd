import { describe, expect, test } from 'vitest';
import { inline } from '../../../src/look/page/inline.ts';
import { markdown } from '../../../src/look/page/markdown.ts';

const kinds = (text: string): string[] => markdown(text).map((block) => block.kind);

describe('blocks', () => {
  test.each([
    ['# Title\nwords\n\nmore', ['heading', 'paragraph', 'paragraph']],
    ['```js\n# no title\n```\nafter', ['code', 'paragraph']],
    ['```\nnever closed\n\n# still code', ['code']],
    ['> said\n> before\n\n---', ['quote', 'rule']],
    ['- one\n- two\n\n1. first', ['list', 'list']],
    ['a | b\n- | -\n1 | 2\n\nend', ['table', 'paragraph']],
    ['a | b\nno table', ['paragraph']],
    ['<script>alert(1)</script>\n<!-- open', ['paragraph']],
    ['', []],
  ])('%j is %j', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  test('a list keeps its start, and what is indented under an item', () => {
    const [list] = markdown('3. three\n   - under\n4. four');
    expect(list).toMatchObject({ kind: 'list', ordered: true, start: 3 });
    expect(list?.kind === 'list' && list.items[0]?.map((block) => block.kind)).toEqual([
      'paragraph',
      'list',
    ]);
  });

  test('a cell may hold an escaped bar, and a row no more cells than the head', () => {
    expect(
      markdown(String.raw`|a|b|
|-|-|
|x \| y|2|3|`),
    ).toEqual([{ kind: 'table', head: ['a', 'b'], rows: [['x | y', '2']] }]);
  });

  test.each(['> '.repeat(20_000), '- '.repeat(20_000), '|-'.repeat(20_000), '`'.repeat(40_000)])(
    'a text made to be slow is read at once',
    (text) => {
      const started = process.cpuUsage().user;
      markdown(`${text}\n${text}`);
      inline(text);
      expect((process.cpuUsage().user - started) / 1000).toBeLessThan(2000);
    },
  );
});

describe('inline', () => {
  test.each([
    ['a **bold** word', ['text', 'strong', 'text']],
    ['*em* _em_ ~~gone~~', ['em', 'text', 'em', 'text', 'del']],
    ['snake_case_name and 2 * 3 * 4', ['text']],
    ['`code **not bold**`', ['code']],
    ['[words](https://evil.example)', ['link']],
    ['![pixel](https://evil.example/p.png)', ['image']],
    [String.raw`\*not em\*`, ['text', 'text', 'text']],
    ['<img src=x onerror=alert(1)>', ['text']],
  ])('%j is %j', (text, expected) => {
    expect(inline(text).map((span) => span.kind)).toEqual(expected);
  });
});
