/** A range of cells as other programs take it from the clipboard: tabs between, quotes where a cell needs them. */
export function tabText(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map((cell) => (/["\t\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\n');
}
