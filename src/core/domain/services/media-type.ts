import { AppError } from '../model/errors.ts';
import type { FormatterSet } from '../ports/formatter.ts';

/** What a file's name says it holds: a hint for people and for reading it as a table later. A file of no known format is just bytes. */
export async function mediaTypeOf(formatters: FormatterSet, name: string): Promise<string> {
  try {
    return (await formatters.forFile(name)).mediaType;
  } catch (error) {
    if (error instanceof AppError && error.code === 'input_invalid') return 'application/octet-stream';
    throw error;
  }
}
