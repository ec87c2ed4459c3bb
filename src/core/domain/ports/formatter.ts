import type { TextFormat } from '../model/document.ts';
import type { Json } from '../model/json.ts';

export interface FormatIssue {
  readonly message: string;
  /** 1-based, where the format has lines. */
  readonly line?: number;
  readonly column?: number;
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
  parse(bytes: Uint8Array): Promise<Json>;
  serialise(value: Json): Promise<Uint8Array>;
  /** Empty when `parse` would succeed. */
  validate(bytes: Uint8Array): Promise<readonly FormatIssue[]>;
}

/** Finds a formatter by format, or by a file's name; an unknown one is `input_invalid` and says which exist. */
export interface FormatterSet {
  get(format: TextFormat): Promise<Formatter>;
  forFile(name: string): Promise<Formatter>;
}
