import { Readable, pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import type { ReadOptions } from '../../domain/ports/formatter.ts';
import { FormatError } from './decode-text.ts';
import { asAppError } from './define-formatter.ts';
import { asFormatError, demandDelimiter, recordOptions } from './delimited-text.ts';

/** A quote that is never closed would gather the rest of the file. */
const longestRecord = 1024 * 1024;

/** The records of a table as its bytes arrive; no more than a few of them are held at a time. */
export async function* delimitedRecords(chunks: AsyncIterable<Uint8Array>, { encoding = 'utf-8', delimiter = ',' }: ReadOptions = {}): AsyncGenerator<readonly string[], void, void> {
  const parser = parse({ ...recordOptions, delimiter, max_record_size: longestRecord });
  try {
    demandDelimiter(delimiter);
    // Both ends fail together; what failed first is thrown by the loop below.
    pipeline(Readable.from(decoded(chunks, encoding)), parser, () => {});
    for await (const record of parser) yield record as readonly string[];
  } catch (cause) {
    const error = asFormatError(cause);
    throw error instanceof FormatError ? asAppError('csv', error) : error;
  } finally {
    parser.destroy();
  }
}

async function* decoded(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let bytes = 0;
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch (cause) {
      throw new FormatError({ message: `a byte between ${bytes} and ${bytes + (chunk?.length ?? 0)} is not ${encoding}` }, { cause, next: 'Save the file as UTF-8, or name its encoding.' });
    }
  };
  for await (const chunk of chunks) {
    const text = decode(chunk);
    bytes += chunk.length;
    if (text !== '') yield text;
  }
  const rest = decode();
  if (rest !== '') yield rest;
}
