import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const style = `
:root { color-scheme: light dark; --line: #d1d9e0; --quiet: #59636e; --code: #818b981f; --page: #fff; --text: #1f2328; }
@media (prefers-color-scheme: dark) { :root { --line: #3d444d; --quiet: #9198a1; --code: #656c7633; --page: #0d1117; --text: #f0f6fc; } }
body { background: var(--page); color: var(--text); font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; margin: 2rem auto; max-width: 860px; padding: 0 1rem; }
article { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 2rem; padding: 0 1rem 1rem; }
header { border-bottom: 1px solid var(--line); color: var(--quiet); margin: 0 -1rem 1rem; padding: .5rem 1rem; }
h2 { font-size: 1.3em; border-bottom: 1px solid var(--line); padding-bottom: .3em; }
table { border-collapse: collapse; display: block; overflow: auto; }
th, td { border: 1px solid var(--line); padding: 6px 13px; }
code { background: var(--code); border-radius: 6px; font: 12px ui-monospace, Menlo, monospace; padding: .2em .4em; }
pre { background: var(--code); border-radius: 6px; overflow: auto; padding: 1rem; white-space: pre-wrap; }
pre code { background: none; padding: 0; }
details { margin: .5rem 0; } summary { cursor: pointer; }
`;

/** Shows comments as a pull request would, on one page without scripts. */
export const commentPage = (
  title: string,
  comments: { when: string; markdown: string }[],
): string => {
  const articles = comments.map(({ when, markdown }) => {
    const html = micromark(markdown, {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
      allowDangerousHtml: true,
    });
    return `<article><header><strong>github-actions</strong> bot: ${when}</header>${html}</article>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style><h1>${title}</h1>${articles.join('\n')}</html>\n`;
};
