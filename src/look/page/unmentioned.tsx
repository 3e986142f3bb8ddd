import type { ModeCard } from '../../domain/looking.ts';
import type { Ranked } from '../../domain/taxonomy.ts';
import type { Grouping } from './use-grouping.ts';

/** Whether nobody has seen it, here or as the server counts it. */
const isUnseen = (ranked: Ranked | undefined, members: number): boolean =>
  ranked?.seen.count === 0 && members === 0;

type Props = {
  mode: ModeCard;
  ranked: Ranked | undefined;
  /** How many notes of this session name it. */
  members: number;
  grouping: Grouping;
};

/** The badge of a failure mode that nobody has seen and whose file says so. */
export const Opinion = ({ mode, ranked, members }: Omit<Props, 'grouping'>) =>
  mode.opinion && isUnseen(ranked, members) ? (
    <span class="opinion" title="nobody has seen it in a trace">
      opinion
    </span>
  ) : null;

/** What becomes of a failure mode that nobody has seen and whose file does not say so. */
export const Unmentioned = ({ mode, ranked, members, grouping }: Props) => {
  if (mode.opinion || !isUnseen(ranked, members)) return null;
  const { id, name, evals } = mode;
  const keep = () => grouping.changeModes({ do: 'keep', mode: id }, `${name} is an opinion now.`);
  const remove = () => grouping.changeModes({ do: 'delete', mode: id }, `${name} is deleted.`);
  return (
    <>
      <p class="broken">No note mentions it: lint refuses it.</p>
      <div class="actions">
        <button type="button" onClick={() => void keep()}>
          Keep as an opinion
        </button>
        {evals === 0 && (
          <button type="button" onClick={() => void remove()}>
            Delete
          </button>
        )}
      </div>
    </>
  );
};
