import type { LogLine } from '../model/log-line.ts';

/** A line, and the place it stands at: what {@link LogBook.newest} continues before. */
export interface PlacedLine {
  readonly place: string;
  readonly line: LogLine;
}

/** The log of a data directory, whoever wrote it. */
export interface LogBook {
  /** Where the log ends now. */
  end(): string;
  /** Lines before a place, or before the end, newest first. A place that is none is `input_invalid`. */
  newest(before?: string): Iterable<PlacedLine>;
  /** Lines after a place as they are written, until the signal is aborted. */
  follow(from: string, signal: AbortSignal): AsyncIterable<LogLine>;
  /** Every file of the log folder, cleared of secrets once more; the oldest first. */
  files(): readonly { readonly name: string; readonly bytes: Uint8Array }[];
}
