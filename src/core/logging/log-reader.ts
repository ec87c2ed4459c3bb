import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../domain/model/errors.ts';
import { LogLine } from '../domain/model/log-line.ts';
import type { LogBook, PlacedLine } from '../domain/ports/log-book.ts';
import { bytesOf, logFile, logNumbers } from './log-files.ts';
import { createRedactor } from './redactor.ts';

export interface LogReaderDeps {
  readonly directory: string;
  readonly redact: (text: string) => string;
  /** Before anything is read: this process's own lines may wait still. */
  readonly flush: () => void;
}

interface Place {
  readonly number: number;
  readonly offset: number;
}

const betweenLooksMs = 150;

/** Reads the files that {@link createLogFiles} writes. */
export function createLogReader({ directory, redact, flush }: LogReaderDeps): LogBook {
  const end = (): Place => {
    flush();
    const number = logNumbers(directory).at(-1) ?? 1;
    return { number, offset: bytesOf(logFile(directory, number)) };
  };
  return {
    end: () => written(end()),
    *newest(before) {
      const from = before === undefined ? end() : placeOf(before);
      for (const number of logNumbers(directory).toReversed()) {
        if (number > from.number) continue;
        const all = readFileSync(logFile(directory, number));
        yield* linesBackwards(number === from.number ? all.subarray(0, from.offset) : all, number);
      }
    },
    async *follow(given, signal) {
      let from = placeOf(given);
      while (!signal.aborted) {
        flush();
        const { lines, next } = linesAfter(directory, from);
        yield* lines;
        from = next;
        if (lines.length === 0) await delay(betweenLooksMs, undefined, { signal, ref: true }).catch(() => undefined);
      }
    },
    files() {
      flush();
      const { text } = createRedactor(redact);
      const names = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isFile() && /\.(?:log|json)$/u.test(entry.name));
      return names.map(({ name }) => name).toSorted().map((name) => ({ name, bytes: new TextEncoder().encode(text(readFileSync(path.join(directory, name), 'utf8'))) }));
    },
  };
}

function written({ number, offset }: Place): string {
  return `${number}:${offset}`;
}

function placeOf(text: string): Place {
  const [, number, offset] = /^(\d{1,6}):(\d{1,12})$/u.exec(text) ?? [];
  if (number !== undefined) return { number: Number(number), offset: Number(offset) };
  throw new AppError('input_invalid', `"${text}" does not continue a list of log lines.`, { next: 'Pass the `next` of the page before.', data: { field: 'after' } });
}

function* linesBackwards(bytes: Buffer, number: number): Generator<PlacedLine> {
  for (let end = bytes.lastIndexOf(10); end >= 0; ) {
    const start = end === 0 ? 0 : bytes.lastIndexOf(10, end - 1) + 1;
    const line = parsed(bytes.toString('utf8', start, end));
    if (line !== undefined) yield { place: written({ number, offset: start }), line };
    end = start - 1;
  }
}

/** Whole lines only; a file that is read to its end and has a successor is left for it. */
function linesAfter(directory: string, { number, offset }: Place): { readonly lines: readonly LogLine[]; readonly next: Place } {
  const file = logFile(directory, number);
  const length = Math.max(0, bytesOf(file) - offset);
  const bytes = length === 0 ? Buffer.alloc(0) : readAt(file, offset, length);
  const end = bytes.lastIndexOf(10) + 1;
  if (end > 0) return { lines: bytes.toString('utf8', 0, end).split('\n').flatMap((text) => parsed(text) ?? []), next: { number, offset: offset + end } };
  const following = logNumbers(directory).find((other) => other > number);
  return { lines: [], next: following === undefined ? { number, offset } : { number: following, offset: 0 } };
}

function readAt(file: string, offset: number, length: number): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, offset));
  } finally {
    closeSync(descriptor);
  }
}

/** Half a line of a process that was killed is no line. */
function parsed(text: string): LogLine | undefined {
  try {
    return LogLine.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
