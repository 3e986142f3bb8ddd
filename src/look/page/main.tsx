import { render } from 'preact';
import { api } from './api.ts';
import { App } from './app.tsx';

const Broken = ({ error }: { error: unknown }) => (
  <main class="nothing">
    <h2>The session cannot be opened</h2>
    <p>{error instanceof Error ? error.message : String(error)}</p>
    <p>Open the address that `failmode look` printed, or run it again.</p>
  </main>
);

const root = document.getElementById('page');
if (root !== null)
  api.session().then(
    (looking) => render(<App looking={looking} />, root),
    (error: unknown) => render(<Broken error={error} />, root),
  );
