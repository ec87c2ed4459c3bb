import { AppError } from '../../domain/model/errors.ts';
import type { TextFormat } from '../../domain/model/document.ts';
import type { Json } from '../../domain/model/json.ts';
import type { FormatIssue, Formatter, ReadOptions } from '../../domain/ports/formatter.ts';
import { decodeText, encodeText, FormatError } from './decode-text.ts';
import { formatFiles } from './format-files.ts';
import { nulRemarks } from './nul-remarks.ts';
import { type ValueEvent, valuePlaces } from './value-places.ts';

/** What one format adds to the common work: `read` may raise {@link FormatError}, `write` gets any JSON value. */
export interface FormatDefinition {
  readonly format: TextFormat;
  readonly maxBytes?: number;
  read(text: string, options: ReadOptions): Json;
  write(value: Json): string;
  /** What is worth saying of a text that can be read. @default nothing */
  remark?(text: string): readonly FormatIssue[];
  /** The values of a text that can be read, from left to right. @default it has no values */
  events?(text: string): Iterable<ValueEvent>;
}

const mostRemarks = 200;

/** A {@link Formatter} that decodes, bounds and reports in the way all formats do. */
export function defineFormatter(definition: FormatDefinition): Formatter {
  const { format } = definition;
  const decode = (bytes: Uint8Array, { encoding }: ReadOptions): string => decodeText(bytes, { ...(encoding === undefined ? {} : { encoding }), limitBytes: definition.maxBytes });
  const read = (bytes: Uint8Array, options: ReadOptions = {}): Json => definition.read(decode(bytes, options), options);
  return {
    format,
    ...formatFiles[format],
    parse: (bytes, options) => Promise.try(() => toldAs(format, () => read(bytes, options))),
    serialise: (value) => Promise.try(() => encodeText(definition.write(value))),
    validate: (bytes) => Promise.try(() => issuesOf(() => read(bytes))),
    remarks: (bytes) => Promise.try(() => toldAs(format, () => {
      const text = decode(bytes, {});
      return [...nulRemarks(text), ...(definition.remark?.(text) ?? [])].slice(0, mostRemarks);
    })),
    places: (bytes, pointers) => Promise.try(() => toldAs(format, () => {
      const text = decode(bytes, {});
      return valuePlaces(text, definition.events?.(text) ?? [], pointers);
    })),
  };
}

/** What `work` answers; a {@link FormatError} as others know it. */
export function toldAs<T>(format: TextFormat, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof FormatError ? asAppError(format, error) : error;
  }
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

/** A {@link FormatError} as others know it. */
export function asAppError(format: TextFormat, error: FormatError): AppError {
  const { message, line, column } = error.issue;
  const place = line === undefined ? '' : ` in line ${line}${column === undefined ? '' : `, column ${column}`}`;
  return new AppError('input_invalid', `The ${format} text cannot be read${place}: ${message}.`, {
    next: error.next ?? (line === undefined ? 'Check the file and try again.' : `Mend line ${line} and try again.`),
    data: { format, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
    cause: error,
  });
}
