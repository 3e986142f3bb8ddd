/** Builds the page of `failmode look`: one HTML file that fetches nothing but from its own server. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'src/look/page');

const script = async (): Promise<string> => {
  const build = await rolldown({
    input: join(folder, 'main.tsx'),
    platform: 'browser',
    cwd: root,
    logLevel: 'warn',
  });
  const { output } = await build.generate({ format: 'iife', codeSplitting: false, minify: true });
  await build.close();
  return output[0].code;
};

/** Nothing in a script may end its element. */
const inScript = (code: string): string =>
  code.replaceAll(/<(?=\/script|!--)/gi, String.raw`\x3c`).trim();

const styles = (): string =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');

/** The page as HTML. Its server allows its script and style by their hashes. */
export const buildPage = async (): Promise<string> => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>failmode look</title>
<link rel="icon" href="data:,">
<style>
${styles()}</style>
</head>
<body>
<div id="page"></div>
<noscript>This page needs JavaScript.</noscript>
<script>
${inScript(await script())}
</script>
</body>
</html>
`;

if (import.meta.main) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist/look.html'), await buildPage());
}
