/**
 * How foreign HTML looks in its frame. The page's content policy lists this text by its hash (see `contentPolicy` of the
 * server), since frames keep to the policy of the page around them; the document's own styles are taken out.
 */
export const frameStyle = `
:root { color-scheme: light; --ink: #1b1c22; --soft: #50525f; --paper: #ffffff; --line: #d5d6de; --sunk: #f4f4f7; --link: #3742bd; }
:root[data-theme=dark] { color-scheme: dark; --ink: #ececf1; --soft: #b3b5c2; --paper: #1a1b21; --line: #3a3c47; --sunk: #15161b; --link: #a9b0ff; }
* { box-sizing: border-box; }
body { max-width: 52rem; margin: 0 auto; padding: 1.25rem 1.5rem 3rem; background: var(--paper); color: var(--ink); font: 0.875rem/1.6 Inter, "Segoe UI", -apple-system, BlinkMacSystemFont, Roboto, "Noto Sans", "Liberation Sans", system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, h4, h5, h6 { margin: 1.5em 0 0.5em; line-height: 1.25; }
h1 { font-size: 1.6rem; margin-top: 0; } h2 { font-size: 1.25rem; } h3 { font-size: 1.05rem; } h4, h5, h6 { font-size: 0.875rem; }
p, ul, ol, dl, pre, blockquote, table, figure { margin: 0.75em 0; }
ul, ol { padding-left: 1.5em; }
a { color: var(--link); text-decoration: underline; }
blockquote { padding-left: 0.9em; border-left: 3px solid var(--line); color: var(--soft); }
code, pre, kbd, samp { font-family: ui-monospace, "Cascadia Code", "SF Mono", Menlo, "Liberation Mono", "DejaVu Sans Mono", monospace; font-size: 0.92em; }
code { padding: 0.1em 0.3em; border-radius: 3px; background: var(--sunk); }
pre { padding: 0.9em 1em; border-radius: 6px; background: var(--sunk); overflow-x: auto; overflow-wrap: normal; }
pre code { padding: 0; background: none; }
table { border-collapse: collapse; font-size: 0.95em; overflow-wrap: normal; }
th, td { padding: 0.35em 0.7em; border: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { background: var(--sunk); }
.center { text-align: center; } .right { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: 1.25em 0; } figcaption { margin-top: 0.4em; color: var(--soft); font-size: 0.92em; }
img { max-width: 100%; height: auto; border-radius: 4px; background: #ffffff; }
svg { max-width: 100%; }
hr { border: 0; border-top: 1px solid var(--line); margin: 1.5em 0; }
button, input, select, textarea { font: inherit; }
`;

/** What the frame may load: its own style, pictures inside the document, nothing else. */
const framePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The page of a frame around cleaned HTML. */
export function framePage(clean: string, theme: 'light' | 'dark'): string {
  return `<!doctype html><html lang="" data-theme="${theme}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${framePolicy}"><style>${frameStyle}</style></head><body>${clean}</body></html>`;
}
