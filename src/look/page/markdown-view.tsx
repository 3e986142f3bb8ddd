import type { ComponentChildren } from 'preact';
import { inline, type Span } from './inline.ts';
import { markdown, type Block } from './markdown.ts';
import { Text } from './text.tsx';

const Link = ({ span }: { span: Span & { kind: 'link' | 'image' } }) => (
  <>
    <span class="link">
      <Text text={span.kind === 'image' ? `image: ${span.text}` : span.text} />
    </span>{' '}
    <span class="url">
      <Text text={span.url} />
    </span>
  </>
);

const look = (span: Span): ComponentChildren => {
  if (span.kind === 'text') return <Text text={span.text} />;
  if (span.kind === 'code')
    return (
      <code>
        <Text text={span.text} />
      </code>
    );
  if ('url' in span) return <Link span={span} />;
  const Mark = span.kind;
  return <Mark>{span.children.map(look)}</Mark>;
};

const Inline = ({ text }: { text: string }) => <>{inline(text).map(look)}</>;

export const Table = ({
  head,
  rows,
}: {
  head: ComponentChildren[];
  rows: ComponentChildren[][];
}) => (
  <div class="table" tabIndex={0} role="region" aria-label="table">
    <table dir="auto">
      <thead>
        <tr>
          {head.map((cell, at) => (
            <th key={at} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {row.map((cell, column) => (
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const List = ({ block }: { block: Block & { kind: 'list' } }) => {
  const items = block.items.map((blocks, at) => (
    <li key={at}>
      <Blocks blocks={blocks} />
    </li>
  ));
  if (!block.ordered) return <ul dir="auto">{items}</ul>;
  return (
    <ol dir="auto" start={block.start}>
      {items}
    </ol>
  );
};

const cell = (text: string) => <Inline text={text} />;

const Heading = ({ level, text }: { level: number; text: string }) => (
  <p class="heading" role="heading" aria-level={Math.min(6, level + 3)}>
    <Inline text={text} />
  </p>
);

const show = (block: Block): ComponentChildren => {
  if (block.kind === 'paragraph')
    return (
      <p>
        <Inline text={block.text} />
      </p>
    );
  if (block.kind === 'code')
    return (
      <pre tabIndex={0}>
        <Text text={block.text} />
      </pre>
    );
  if (block.kind === 'quote')
    return (
      <blockquote dir="auto">
        <Blocks blocks={block.blocks} />
      </blockquote>
    );
  if (block.kind === 'heading') return <Heading level={block.level} text={block.text} />;
  if (block.kind === 'list') return <List block={block} />;
  if (block.kind === 'rule') return <hr />;
  return <Table head={block.head.map(cell)} rows={block.rows.map((row) => row.map(cell))} />;
};

const Blocks = ({ blocks }: { blocks: Block[] }) => <>{blocks.map(show)}</>;

/** Markdown as elements of our own; no link, image or HTML of it becomes one. */
export const Markdown = ({ text }: { text: string }) => <Blocks blocks={markdown(text)} />;
