import type { Json } from '../../model/json.ts';
import type { TextTable } from '../../model/table.ts';

/** A plain text as Markdown that shows the same words on the same lines; what looks like a mark is no mark. */
export function markdownOfText(text: string): string {
  const paragraphs = text.replaceAll(/\r\n?/gu, '\n').split(/\n[ \t]*(?:\n[ \t]*)+/u).filter((paragraph) => paragraph.trim() !== '');
  return paragraphs.map((paragraph) => paragraph.replace(/^\n+|\n+$/gu, '').split('\n').map(lineOf).join('\\\n')).join('\n\n');
}

/** What stands at the beginning of a line is kept by spaces that do not break: Markdown takes others away, or for code. */
function lineOf(line: string): string {
  const words = line.trimEnd();
  const indent = /^[ \t]*/u.exec(words)?.[0] ?? '';
  return `${indent.replaceAll('\t', '    ').replaceAll(' ', '&nbsp;')}${escaped(words.slice(indent.length))}`;
}

/** A table as Markdown. A line end inside a cell is a line break. */
export function markdownOfTable({ columns, rows }: TextTable, numeric: ReadonlySet<string>): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(cellOf).join(' | ')} |`;
  const align = `|${columns.map((name) => (numeric.has(name) ? ' ---: ' : ' --- ')).join('|')}|`;
  return [row(columns), align, ...rows.map(row)].join('\n');
}

function cellOf(cell: string): string {
  return escaped(cell.trim()).replaceAll('|', '\\|').replaceAll(/\r\n?|\n/gu, '<br>');
}

/** A value as Markdown: the JSON text, which no fence inside it can end. */
export function markdownOfValue(value: Json): string {
  const text = JSON.stringify(value, null, 2);
  let longest = 2;
  for (const [run] of text.matchAll(/`+/gu)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}json\n${text}\n${fence}`;
}

/** Every sign that Markdown could take for a mark, and addresses it would make links of. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]()<>#+!~&$^=-]/gu, String.raw`\$&`)
    .replaceAll(/(\d)([.)])(?=\s|$)/gu, String.raw`$1\$2`)
    .replaceAll(/(https?|ftp):(?=\/)/giu, '$1&#58;')
    .replaceAll(/www\./giu, 'www&#46;')
    .replaceAll('@', '&#64;');
}
