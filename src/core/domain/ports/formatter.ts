import type { TextFormat } from '../model/document.ts';
import type { Json } from '../model/json.ts';
import type { TextEncoding } from '../model/text-encoding.ts';

/** A place in a text, both from 1; columns count UTF-16 units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export interface FormatIssue extends Partial<TextPlace> {
  readonly message: string;
}

/** How a text is written. What is absent is as the format has it: UTF-8, a comma, a tab. */
export interface ReadOptions {
  readonly encoding?: TextEncoding;
  /** What stands between the cells of a table: one character. */
  readonly delimiter?: string;
}

/**
 * Reads and writes one text format. `parse(serialise(v))` gives `v`; bad bytes are `input_invalid` naming line and column.
 * TXT, Markdown and HTML parse to a string; JSON and YAML to any value; CSV and TSV to a {@link TextTable}.
 */
export interface Formatter {
  readonly format: TextFormat;
  readonly mediaType: string;
  /** File-name endings without the dot, the usual one first. */
  readonly extensions: readonly string[];
  parse(bytes: Uint8Array, options?: ReadOptions): Promise<Json>;
  serialise(value: Json): Promise<Uint8Array>;
  /** Empty when `parse` would succeed. */
  validate(bytes: Uint8Array): Promise<readonly FormatIssue[]>;
  /** Of a text that `parse` reads: what is likely not meant so, or is left out where the text is shown; at most 200. */
  remarks(bytes: Uint8Array): Promise<readonly FormatIssue[]>;
  /** Where the values stand that these JSON pointers name, in a text that `parse` reads; of what is not found, where it should be. */
  places(bytes: Uint8Array, pointers: readonly string[]): Promise<ReadonlyMap<string, TextPlace>>;
}

/** How a text is written, as far as its bytes tell. */
export interface TextDialect {
  readonly encoding: TextEncoding;
  /** Whether nothing but the lack of anything better speaks for the encoding. */
  readonly isGuess: boolean;
  readonly lineEnd: '\n' | '\r\n' | '\r';
  /** What parts the cells, if it is a table. */
  readonly delimiter: string;
  /** Whether the first record names the columns, if it is a table. */
  readonly hasHeader: boolean;
}

/** Finds a formatter by format, or by a file's name; an unknown one is `input_invalid` and says which exist. */
export interface FormatterSet {
  get(format: TextFormat): Promise<Formatter>;
  forFile(name: string): Promise<Formatter>;
  /** What the beginning of a text tells of the rest; the whole text may be given. */
  dialect(beginning: Uint8Array): Promise<TextDialect>;
  /**
   * The records of a table of any size, in their order, the one with the names first; memory holds a few of them at a time.
   * A record with another number of cells than the first, or longer than a mebibyte, is `input_invalid` and names its line.
   */
  records(chunks: AsyncIterable<Uint8Array>, options?: ReadOptions): AsyncGenerator<readonly string[], void, void>;
  /** The words of a page, as one reads it who sees no pictures and no style. */
  plainText(html: string): Promise<string>;
}
