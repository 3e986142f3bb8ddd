import { render } from 'preact';
import { api } from './api.ts';
import { App } from './app.tsx';
import { openOwnNotes } from './own-notes.ts';

const Broken = ({ error }: { error: unknown }) => (
  <main class="nothing">
    <h2>The session cannot be opened</h2>
    <p>{error instanceof Error ? error.message : String(error)}</p>
    <p>Open the address that `failmode look` printed, or run it again.</p>
  </main>
);

/** Lets the browser draw: of thousands of traces each step takes a while. */
const pause = (): Promise<void> => new Promise((done) => setTimeout(done));

const open = async (root: Element): Promise<void> => {
  try {
    const looking = await api.session();
    await pause();
    const own = openOwnNotes(looking);
    await pause();
    render(<App looking={looking} own={own} />, root);
  } catch (error) {
    render(<Broken error={error} />, root);
  }
};

const root = document.getElementById('page');
if (root !== null) void open(root);
