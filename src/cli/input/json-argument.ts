import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../core/domain/model/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../core/domain/model/json.ts';
import type { Terminal } from '../terminal.ts';

/** The JSON value a flag holds; `flag` is how a failure names it. */
export function parseJson(text: string, flag: string): Json {
  try {
    // The only values `JSON.parse` makes.
    return JSON.parse(text) as Json;
  } catch (cause) {
    const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    throw new AppError('usage', `The value of ${flag} is not JSON: ${cause instanceof Error ? cause.message : String(cause)} (in ${JSON.stringify(shown)}).`, {
      next: 'Quote it for your shell, such as \'{"name": "value"}\'.',
      cause,
    });
  }
}

export function parseObject(text: string, flag: string): JsonObject {
  const value = parseJson(text, flag);
  if (isJsonObject(value)) return value;
  throw new AppError('usage', `The value of ${flag} is not a JSON object.`, { next: 'Give names with values, such as \'{"name": "value"}\'.' });
}

/** Text of a file named on the command line, relative to where the person stands; `-` is standard input. */
export async function readFileArgument(file: string, terminal: Terminal): Promise<string> {
  if (file === '-') return terminal.readInput();
  const place = path.resolve(terminal.cwd, file);
  try {
    return await readFile(place, 'utf8');
  } catch (cause) {
    throw new AppError('usage', `"${file}" is neither name=value nor a JSON object nor a file that can be read.`, {
      next: 'Write name=value, a JSON object in quotes, or the name of a JSON file.',
      data: { path: place },
      cause,
    });
  }
}
