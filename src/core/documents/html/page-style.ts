import { createHash } from 'node:crypto';

/** The one style sheet of a page: light and dark on a screen, plain and unbroken on paper. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1f2933; --quiet: #52606d; --page: #ffffff; --line: #cbd2d9; --tint: #f3f5f7; --link: #0b4f9e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --quiet: #9fb0c0; --page: #14181d; --line: #3e4c59; --tint: #1f262e; --link: #7cb7ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.6 "DejaVu Sans", Verdana, system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 48rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 0.6em; break-after: avoid; }
h1 { font-size: 1.9rem; margin-top: 0.5em; } h2 { font-size: 1.45rem; } h3 { font-size: 1.2rem; } h4, h5, h6 { font-size: 1rem; }
a { color: var(--link); }
blockquote { margin: 1em 0; padding: 0.1em 1em; border-inline-start: 4px solid var(--line); color: var(--quiet); }
code, pre { font-family: "DejaVu Sans Mono", ui-monospace, Menlo, Consolas, monospace; font-size: 0.9em; }
code { background: var(--tint); padding: 0.1em 0.3em; border-radius: 3px; }
pre { background: var(--tint); padding: 0.9em 1em; border-radius: 6px; overflow-x: auto; overflow-wrap: normal; }
pre code { background: none; padding: 0; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
.table { overflow-x: auto; margin: 1em 0; }
table { border-collapse: collapse; font-size: 0.92em; overflow-wrap: normal; }
th, td { border-bottom: 1px solid var(--line); padding: 0.4em 0.8em; text-align: start; vertical-align: top; }
thead th { border-bottom: 2px solid var(--quiet); background: var(--tint); }
.center { text-align: center; } .right { text-align: end; font-variant-numeric: tabular-nums; }
.short { white-space: nowrap; }
li.task { list-style: none; } li.task > input { margin-inline: -1.4em 0.5em; }
li > p { margin: 0.3em 0; }
nav.contents ol { list-style: none; padding-inline-start: 0; } nav.contents .depth-2 { padding-inline-start: 1.5em; } nav.contents .depth-3 { padding-inline-start: 3em; }
section.notes { font-size: 0.92em; color: var(--quiet); }
sup { line-height: 0; }
figure { margin: 1.5em 0; break-inside: avoid; }
figure img { max-width: 100%; height: auto; background: #ffffff; border-radius: 4px; }
figcaption { color: var(--quiet); font-size: 0.92em; margin-top: 0.4em; }
@media print {
  :root { --ink: #000000; --quiet: #333333; --page: #ffffff; --line: #999999; --tint: #f3f5f7; --link: #000000; color-scheme: light; }
  @page { margin: 2cm; }
  main { max-width: none; padding: 0; }
  thead { display: table-header-group; } tr { break-inside: avoid; } .table { overflow: visible; }
  .page-break { break-after: page; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; } p { orphans: 2; widows: 2; }
}
`;

/** What the page may load: its own style by hash, its own pictures as data, nothing else. */
export const pagePolicy = [
  "default-src 'none'",
  'img-src data:',
  `style-src 'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
