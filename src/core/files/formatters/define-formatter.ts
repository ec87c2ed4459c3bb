import { AppError } from '../../domain/model/errors.ts';
import type { TextFormat } from '../../domain/model/document.ts';
import type { Json } from '../../domain/model/json.ts';
import type { FormatIssue, Formatter } from '../../domain/ports/formatter.ts';
import { decodeText, encodeText, FormatError } from './decode-text.ts';
import { formatFiles } from './format-files.ts';

/** What one format adds to the common work: `read` may raise {@link FormatError}, `write` gets any JSON value. */
export interface FormatDefinition {
  readonly format: TextFormat;
  readonly maxBytes?: number;
  read(text: string): Json;
  write(value: Json): string;
}

/** A {@link Formatter} that decodes, bounds and reports in the way all formats do. */
export function defineFormatter(definition: FormatDefinition): Formatter {
  const { format } = definition;
  const read = (bytes: Uint8Array): Json => definition.read(decodeText(bytes, definition.maxBytes));
  return {
    format,
    ...formatFiles[format],
    parse: (bytes) => Promise.try(() => {
      try {
        return read(bytes);
      } catch (error) {
        throw error instanceof FormatError ? asAppError(format, error) : error;
      }
    }),
    serialise: (value) => Promise.try(() => encodeText(definition.write(value))),
    validate: (bytes) => Promise.try(() => issuesOf(() => read(bytes))),
  };
}

/** The string that TXT, Markdown and HTML carry; anything else is `input_invalid`. */
export function expectString(format: TextFormat, value: Json): string {
  if (typeof value !== 'string') {
    const got = Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`;
    throw new AppError('input_invalid', `A ${format} file is written from a text, not from ${got}.`, {
      next: 'Write lists and objects as json, yaml or csv, or turn the value into a text first.',
    });
  }
  return value;
}

function issuesOf(read: () => Json): readonly FormatIssue[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof FormatError) {
      return [error.issue];
    }
    throw error;
  }
}

function asAppError(format: TextFormat, error: FormatError): AppError {
  const { message, line, column } = error.issue;
  const place = line === undefined ? '' : ` in line ${line}${column === undefined ? '' : `, column ${column}`}`;
  return new AppError('input_invalid', `The ${format} text cannot be read${place}: ${message}.`, {
    next: error.next ?? (line === undefined ? 'Check the file and try again.' : `Mend line ${line} and try again.`),
    data: { format, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
    cause: error,
  });
}
