import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { type RegisteredFormat } from '../../model/document-entry.ts';
import { AppError } from '../../model/errors.ts';
import { restoreFormulas } from '../../model/formula-cells.ts';
import type { TextFormat } from '../../model/document.ts';
import type { TextTable } from '../../model/table.ts';
import type { FormatterSet, ReadOptions, TextDialect } from '../../ports/formatter.ts';
import { textFormatOf } from '../document-problems.ts';

/** What a document is once it is read: words with their marks, a table, or a value. */
export type SourceContent =
  | { readonly kind: 'words'; readonly format: 'txt' | 'markdown' | 'html'; readonly text: string; readonly front?: JsonObject }
  | { readonly kind: 'table'; readonly table: TextTable }
  | { readonly kind: 'value'; readonly value: Json };

export interface ReadSource {
  readonly content: SourceContent;
  /** The text as it stands. */
  readonly text: string;
  /** What was found out, a sentence each. */
  readonly notes: readonly string[];
}

export interface SourceBytes {
  readonly format: RegisteredFormat;
  readonly bytes: Uint8Array;
  /** How it is written, where a person said so. */
  readonly given: ReadOptions;
}

/** A document's bytes as something that can be written in another format. */
export async function readSourceDocument(formatters: FormatterSet, { format, bytes, given }: SourceBytes): Promise<ReadSource> {
  const textFormat = textFormatOf(format);
  if (textFormat === undefined) {
    throw new AppError('input_invalid', `A ${format} document is not read back.`, { next: 'Convert the text it was made from.', data: { format } });
  }
  const dialect = await formatters.dialect(bytes);
  const encoding = given.encoding ?? dialect.encoding;
  const { content, notes } = await contentOf(formatters, { textFormat, bytes, given: { ...given, encoding }, dialect });
  const text = await (await formatters.get('txt')).parse(bytes, { encoding });
  return { content, text: typeof text === 'string' ? text : '', notes: [...encodingNotes(dialect, given), ...notes] };
}

interface Reading {
  readonly textFormat: TextFormat;
  readonly bytes: Uint8Array;
  readonly given: ReadOptions;
  readonly dialect: TextDialect;
}

async function contentOf(formatters: FormatterSet, { textFormat, bytes, given, dialect }: Reading): Promise<Pick<ReadSource, 'content' | 'notes'>> {
  const formatter = await formatters.get(textFormat);
  if (textFormat === 'csv' || textFormat === 'tsv') {
    const delimiter = given.delimiter ?? (textFormat === 'tsv' ? '\t' : dialect.delimiter);
    const table = restoreFormulas(asTable(await formatter.parse(bytes, { ...given, delimiter })));
    const usual = textFormat === 'tsv' ? '\t' : ',';
    const parted = delimiter === usual || given.delimiter !== undefined ? [] : [`The cells are parted by ${JSON.stringify(delimiter)}, as it seems; --delimiter names another sign.`];
    if (dialect.hasHeader) return { content: { kind: 'table', table }, notes: parted };
    const unnamed = table.columns.length === 0 ? table : { columns: table.columns.map((_, index) => `column ${index + 1}`), rows: [table.columns, ...table.rows] };
    return { content: { kind: 'table', table: unnamed }, notes: [...parted, 'The first record holds values, as it seems, so the columns got names by their places.'] };
  }
  const value = await formatter.parse(bytes, given);
  if (typeof value !== 'string' || textFormat === 'json' || textFormat === 'yaml') return { content: { kind: 'value', value }, notes: [] };
  if (textFormat !== 'markdown') return { content: { kind: 'words', format: textFormat, text: value }, notes: [] };
  const { front, text } = await withoutFrontMatter(formatters, value);
  return { content: { kind: 'words', format: 'markdown', text, ...(front === undefined ? {} : { front }) }, notes: [] };
}

function asTable(value: Json): TextTable {
  const { columns, rows } = isJsonObject(value) ? value : {};
  return { columns: columns as TextTable['columns'], rows: rows as TextTable['rows'] };
}

/** Facts that stand before a Markdown text as YAML between two rules; anything else there is text. */
async function withoutFrontMatter(formatters: FormatterSet, text: string): Promise<{ readonly front?: JsonObject; readonly text: string }> {
  const [whole, yaml] = /^---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/u.exec(text) ?? [];
  if (whole === undefined || yaml === undefined || yaml.length > 64 * 1024) return { text };
  const formatter = await formatters.get('yaml');
  const bytes = await (await formatters.get('txt')).serialise(yaml);
  if ((await formatter.validate(bytes)).length > 0) return { text };
  const front = await formatter.parse(bytes);
  return isJsonObject(front) ? { front, text: text.slice(whole.length) } : { text };
}

function encodingNotes({ encoding, isGuess }: TextDialect, given: ReadOptions): readonly string[] {
  if (given.encoding !== undefined || encoding === 'utf-8') return [];
  return [isGuess ? `The bytes are no UTF-8 and were read as ${encoding}, which is a guess; --encoding names another one.` : `The text was ${encoding}; what is written is UTF-8.`];
}
