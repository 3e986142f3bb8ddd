import { visible } from './visible.ts';

/** Foreign text as text nodes; what would not show is shown as its escape. */
export const Text = ({ text }: { text: string }) => (
  <>
    {visible(text).map((piece, at) =>
      typeof piece === 'string' ? (
        piece
      ) : (
        <span key={at} class="escape" title="a character that does not show">
          {piece.escape}
        </span>
      ),
    )}
  </>
);
