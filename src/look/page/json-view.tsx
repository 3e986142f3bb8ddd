import { useState } from 'preact/hooks';
import { isPlain, preview, size } from './json.ts';
import { LongText } from './long-text.tsx';
import { Text } from './text.tsx';

/** A tree of so many values is shown open. */
const small = 40;
/** Children shown before they are asked for. */
const first = 100;

const Scalar = ({ value }: { value: unknown }) => {
  if (typeof value === 'string')
    return (
      <span class="string">
        <LongText text={value} render={(text) => <Text text={JSON.stringify(text)} />} />
      </span>
    );
  return <span class="literal">{String(value)}</span>;
};

const Children = ({ value }: { value: object }) => {
  const [count, setCount] = useState(first);
  const entries = Object.entries(value);
  return (
    <ul>
      {entries.slice(0, count).map(([name, child]) => (
        <li key={name}>
          <Node name={Array.isArray(value) ? undefined : name} value={child} />
        </li>
      ))}
      {entries.length > count && (
        <li>
          <button type="button" class="more" onClick={() => setCount(count * 10)}>
            Show more ({entries.length - count})
          </button>
        </li>
      )}
    </ul>
  );
};

const Name = ({ name }: { name: string | undefined }) =>
  name === undefined ? null : (
    <span class="name">
      <Text text={name} />:{' '}
    </span>
  );

const countOf = (value: object): string => {
  const count = Object.keys(value).length;
  if (Array.isArray(value)) return `list of ${count}`;
  return count === 1 ? '1 field' : `${count} fields`;
};

const Node = ({ name, value }: { name?: string | undefined; value: unknown }) => {
  const [open, setOpen] = useState(() => size(value, small) < small);
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0)
    return (
      <>
        <Name name={name} />
        {typeof value === 'object' && value !== null ? (
          <span class="literal">{isPlain(value) ? '{}' : '[]'}</span>
        ) : (
          <Scalar value={value} />
        )}
      </>
    );
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Name name={name} />
        <span class="quiet">{open ? countOf(value) : <Text text={preview(value, 70)} />}</span>
      </summary>
      {open && <Children value={value} />}
    </details>
  );
};

/** JSON as a tree that folds; only what is open is rendered. */
export const Json = ({ value }: { value: unknown }) => (
  <div class="json">
    {isPlain(value) && size(value, small) < small ? (
      <Children value={value} />
    ) : (
      <Node value={value} />
    )}
  </div>
);
