// Builds retrieval/manifest.json from kb/*.md: node retrieval/build.mjs 2026-11-20
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chunksOf, fingerprint } from '../app/knowledge.mjs';

const root = new URL('../', import.meta.url);
const target = new URL('retrieval/manifest.json', root);
const before = JSON.parse(readFileSync(target, 'utf8'));

const documents = readdirSync(new URL('kb', root))
  .filter((name) => name.endsWith('.md'))
  .toSorted()
  .map((name) => {
    const markdown = readFileSync(new URL(`kb/${name}`, root), 'utf8');
    return {
      id: name.replace('.md', ''),
      title: /^# (.*)$/m.exec(markdown)[1],
      file: `kb/${name}`,
      sha256: fingerprint(markdown),
      chunks: chunksOf(markdown, before.chunk_words).length,
    };
  });

const manifest = { ...before, version: process.argv[2] ?? before.version, documents };
writeFileSync(target, `${JSON.stringify(manifest, null, 2)}\n`);
