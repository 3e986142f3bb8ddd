import { useMemo } from 'preact/hooks';
import type { TraceSummary } from '../../domain/looking.ts';
import type { Trace } from '../../domain/trace.ts';
import { badges, factsOf, opinionsOf } from './badges.ts';
import { conversation } from './conversation.ts';
import { Json } from './json-view.tsx';
import { Content } from './content.tsx';
import { pickShown } from './pick-shown.ts';
import { Text } from './text.tsx';
import { Fold, TurnView } from './turn.tsx';

const Badges = ({ trace }: { trace: Trace }) => (
  <ul class="badges" aria-label="about this trace">
    {badges(trace).map(({ name, value }) => (
      <li key={name}>
        <span class="quiet">{name}</span> <Text text={value} />
      </li>
    ))}
  </ul>
);

const Documents = ({ trace }: { trace: Trace }) => {
  const documents = trace.documents ?? [];
  if (documents.length === 0) return null;
  return (
    <Fold label={`documents it was given (${documents.length})`}>
      {documents.map((document, at) => (
        <Fold key={at} label={document.id} content={document.text ?? ''}>
          <Content content={document.text ?? document} />
        </Fold>
      ))}
    </Fold>
  );
};

const Opinions = ({ trace, judged }: { trace: Trace; judged: boolean }) => {
  const opinions = opinionsOf(trace);
  if (Object.keys(opinions).length === 0) return null;
  if (!judged) return <p class="quiet">What others said of it shows after your verdict.</p>;
  return (
    <Fold label="what others said of it" content={opinions}>
      <Json value={opinions} />
    </Fold>
  );
};

const Turns = ({ trace }: { trace: Trace }) => {
  const turns = useMemo(() => conversation(trace), [trace]);
  return (
    <>
      <Documents trace={trace} />
      {turns.length === 0 && <p class="quiet">Nothing was said.</p>}
      {turns.map((turn, at) => (
        <TurnView key={at} turn={turn} />
      ))}
    </>
  );
};

type Props = { trace: Trace; summary: TraceSummary; judged: boolean };

/** One trace, always laid out the same: what is known of it, the conversation, what else there is. */
export const TraceView = ({ trace, summary, judged }: Props) => {
  const turns = useMemo(() => <Turns trace={trace} />, [trace]);
  const pick = pickShown(summary, judged);
  return (
    <>
      <header class="about">
        <h2>
          <Text text={trace.id} />
        </h2>
        {pick !== undefined && (
          <span class="pick">
            <Text text={pick} />
          </span>
        )}
        <Badges trace={trace} />
      </header>
      {trace.error !== undefined && (
        <p class="broken">
          <strong>It failed:</strong> <Text text={trace.error} />
        </p>
      )}
      {turns}
      <footer class="rest">
        <Fold label="everything else that was recorded">
          <Json value={factsOf(trace)} />
        </Fold>
        <Opinions trace={trace} judged={judged} />
      </footer>
    </>
  );
};
