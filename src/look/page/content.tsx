import { asGrid, asMail, parsed, textOf, type Mail } from './json.ts';
import { Json } from './json-view.tsx';
import { LongText } from './long-text.tsx';
import { Markdown, Table } from './markdown-view.tsx';
import { Text } from './text.tsx';

const Prose = ({ text }: { text: string }) => (
  <div class="prose">
    <LongText text={text} render={(shown) => <Markdown text={shown} />} />
  </div>
);

const Letter = ({ mail }: { mail: Mail }) => (
  <div class="letter">
    <dl>
      {mail.to !== '' && (
        <>
          <dt>To</dt>
          <dd>
            <Text text={mail.to} />
          </dd>
        </>
      )}
      <dt>Subject</dt>
      <dd>
        <Text text={mail.subject} />
      </dd>
    </dl>
    <Prose text={mail.body} />
  </div>
);

const cell = (value: unknown) => (
  <Text text={typeof value === 'string' ? value : (JSON.stringify(value) ?? '')} />
);

const Data = ({ value }: { value: unknown }) => {
  const mail = asMail(value);
  if (mail !== undefined) return <Letter mail={mail} />;
  const grid = asGrid(value);
  if (grid === undefined) return <Json value={value} />;
  return <Table head={grid.head.map(cell)} rows={grid.rows.map((row) => row.map(cell))} />;
};

/** What was said, as what it is: prose, a mail, a table, or JSON. */
export const Content = ({ content }: { content: unknown }) => {
  const text = textOf(content);
  if (text === undefined) return <Data value={content} />;
  const value = parsed(text);
  return value === undefined ? <Prose text={text} /> : <Data value={value} />;
};
