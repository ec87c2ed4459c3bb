import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../core/domain/model/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../core/domain/model/json.ts';
import type { Terminal } from '../terminal.ts';

/** The JSON value a flag holds; `flag` is how a failure names it, beside the file it came from. */
export function parseJson(text: string, flag: string, file?: string): Json {
  try {
    // The only values `JSON.parse` makes.
    return JSON.parse(text) as Json;
  } catch (cause) {
    const place = file === undefined ? `The value of ${flag}` : fileWords(file);
    throw new AppError('usage', `${place} is not JSON: ${faultWords(cause)}.`, {
      next: file === undefined ? 'Quote it for your shell, such as \'{"name": "value"}\'.' : 'Correct the file.',
      cause,
    });
  }
}

/** The engine's reason without the piece of text it quotes, which may have several lines. */
function faultWords(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.replace(/, (?:\.\.\.)?".*is not valid JSON$/su, '').replaceAll(/\s+/gu, ' ');
}

function fileWords(file: string): string {
  return file === '-' ? 'Standard input' : `The file "${file}"`;
}

/** What a word means: the JSON it is, or else itself. */
export function jsonOrText(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Not JSON, so the words themselves are meant.
    return text;
  }
}

export function parseObject(text: string, flag: string, file?: string): JsonObject {
  const value = parseJson(text, flag, file);
  if (isJsonObject(value)) return value;
  throw new AppError('usage', `${file === undefined ? `The value of ${flag}` : fileWords(file)} is not a JSON object.`, { next: 'Give names with values, such as \'{"name": "value"}\'.' });
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
