export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** One record as it stands in the text; an untouched one is written back as it was. */
export interface CsvRow {
  readonly raw: string;
  readonly end: string;
}

export interface CsvSheet {
  /** A byte order mark, where the text begins with one. */
  readonly mark: string;
  readonly delimiter: Delimiter;
  readonly lineEnd: '\n' | '\r\n';
  readonly rows: readonly CsvRow[];
}

/** A CSV text as rows, with what is needed to write it back byte by byte. */
export function parseSheet(text: string, delimiter?: Delimiter): CsvSheet {
  const mark = text.startsWith('\u{FEFF}') ? '\u{FEFF}' : '';
  const body = text.slice(mark.length);
  const rows = body.includes('"') ? splitQuoted(body, delimiter) : splitPlain(body);
  const lineEnd = rows[0]?.end === '\r\n' ? '\r\n' : '\n';
  return { mark, delimiter: delimiter ?? guessDelimiter(rows.slice(0, 20)), lineEnd, rows };
}

export function sheetText({ mark, rows }: CsvSheet): string {
  const parts = [mark];
  for (const { raw, end } of rows) parts.push(raw, end);
  return parts.join('');
}

/** The fields of a row as they are written, quotes included. */
export function rawFields(raw: string, delimiter: Delimiter): string[] {
  if (!raw.includes('"')) return raw.split(delimiter);
  const fields: string[] = [];
  let from = 0;
  while (from <= raw.length) {
    const end = fieldEnd(raw, from, delimiter);
    fields.push(raw.slice(from, end));
    from = end + 1;
  }
  return fields;
}

/** What a written field says. */
export function fieldValue(field: string): string {
  return field.length > 1 && field.startsWith('"') && field.endsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
}

/** A value as a field; quoted where it must be, or where it was. */
export function writeField(value: string, delimiter: Delimiter, wasQuoted = false): string {
  const must = wasQuoted || value.includes(delimiter) || /["\r\n]|^\s|\s$/u.test(value);
  return must ? `"${value.replaceAll('"', '""')}"` : value;
}

const read = new WeakMap<CsvRow, readonly string[]>();

/** The values of a row, read once. */
export function cellsOf(row: CsvRow, delimiter: Delimiter): readonly string[] {
  const known = read.get(row);
  if (known !== undefined) return known;
  const cells = rawFields(row.raw, delimiter).map(fieldValue);
  read.set(row, cells);
  return cells;
}

/** How many columns the widest row has. */
export function columnCount({ rows, delimiter }: CsvSheet): number {
  let most = 1;
  for (const { raw } of rows) most = Math.max(most, raw.includes('"') ? rawFields(raw, delimiter).length : occurrences(raw, delimiter) + 1);
  return most;
}

function occurrences(text: string, letter: string): number {
  let count = 0;
  for (let at = text.indexOf(letter); at !== -1; at = text.indexOf(letter, at + 1)) count += 1;
  return count;
}

function splitPlain(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  const ends = /\r\n|\n|\r/gu;
  let from = 0;
  for (const { 0: end, index } of text.matchAll(ends)) {
    rows.push({ raw: text.slice(from, index), end });
    from = index + end.length;
  }
  if (from < text.length) rows.push({ raw: text.slice(from), end: '' });
  return rows;
}

/** Line breaks inside quotes belong to a field; a quote begins a field only where a field begins. */
function splitQuoted(text: string, delimiter: Delimiter | undefined): CsvRow[] {
  const starts = new Set<string | undefined>([undefined, '\n', '\r', ...(delimiter === undefined ? delimiters : [delimiter])]);
  const rows: CsvRow[] = [];
  const marks = /"|\r\n|\n|\r/gu;
  let from = 0;
  for (let found = marks.exec(text); found !== null; found = marks.exec(text)) {
    const { 0: mark, index } = found;
    if (mark !== '"') {
      rows.push({ raw: text.slice(from, index), end: mark });
      from = index + mark.length;
    } else if (starts.has(text[index - 1])) {
      marks.lastIndex = quotedEnd(text, index);
    }
  }
  if (from < text.length) rows.push({ raw: text.slice(from), end: '' });
  return rows;
}

/** Behind the quote that closes the one at `from`, or the end of the text where none does. */
function quotedEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at + 1;
  }
  return text.length;
}

function fieldEnd(raw: string, from: number, delimiter: Delimiter): number {
  const end = raw.indexOf(delimiter, raw[from] === '"' ? quotedEnd(raw, from) : from);
  return end === -1 ? raw.length : end;
}

/** The letter that cuts most of the first rows into equally many fields. */
function guessDelimiter(rows: readonly CsvRow[]): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const counts = rows.map(({ raw }) => rawFields(raw, delimiter).length);
    const width = counts[0] ?? 1;
    const score = width === 1 ? 0 : counts.filter((count) => count === width).length * 100 + width;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
