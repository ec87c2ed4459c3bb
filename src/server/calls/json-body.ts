import type { IncomingMessage } from 'node:http';
import type { AnyContractProcedure } from '@orpc/contract';
import { areas, isAreaName } from '../../core/domain/operations/areas.ts';
import { usualBytes } from '../../core/domain/model/input-bytes.ts';
import { operationFacts } from '../../core/domain/operations/operation-facts.ts';
import { HttpRefusal } from '../http-refusal.ts';

/** Deeper values are no input of ours, and code that walks them would run out of stack. */
const mostLevels = 200;

/** What comes in pieces comes without long pauses. */
const longestSilenceMs = 5000;

/** How many bytes the body of a request to this path may have: what the contract says of its operation. */
export async function bodyLimitOf(pathname: string): Promise<number> {
  // `/rpc/area/verb`, and over REST `/api/area` to create and `/api/area/id/verb`.
  const [area = '', verb = 'create', ofOne, ...rest] = pathname.split('/').slice(2);
  if (rest.length > 0 || !isAreaName(area)) return usualBytes;
  const procedures: { readonly [verb: string]: AnyContractProcedure } = await areas[area]();
  const named = ofOne ?? verb;
  const procedure = Object.hasOwn(procedures, named) ? procedures[named] : undefined;
  return procedure === undefined ? usualBytes : operationFacts(procedure).mostBytes;
}

/**
 * The body as a value, `undefined` if there is none. Only `application/json` is read: a form of another page cannot send
 * it. Throws an {@link HttpRefusal} for every other type, and for what is too large, too deep or not JSON.
 */
export async function readJsonBody(request: IncomingMessage, limit: number): Promise<unknown> {
  const { 'content-length': length, 'transfer-encoding': coding, 'content-type': type } = request.headers;
  if (coding === undefined && (length === undefined || Number(length) === 0)) return undefined;
  if (!/^application\/json(?:\s*;\s*charset="?utf-8"?)?$/iu.test(type ?? '')) {
    throw new HttpRefusal(415, { code: 'input_invalid', message: `A body of type "${type ?? ''}" is not read.`, next: 'Send JSON with "content-type: application/json".' });
  }
  if (Number(length) > limit) throw tooLarge(limit);
  const text = await readText(request, limit);
  if (nestsTooDeep(text)) throw unreadable(`The body nests more than ${mostLevels} levels deep.`);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw unreadable(`The body is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

async function readText(request: IncomingMessage, limit: number): Promise<string> {
  const bytes = await readBytes(request, limit);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable('The body is not UTF-8.');
  }
}

/** All that comes, as long as something comes: a body that stands still holds a place others want. */
async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const silence = Promise.withResolvers<never>();
  const impatience = setTimeout(() => { silence.reject(stoodStill()); }, longestSilenceMs);
  const pieces = (request as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  try {
    for (let piece = await Promise.race([pieces.next(), silence.promise]); piece.done !== true; piece = await Promise.race([pieces.next(), silence.promise])) {
      impatience.refresh();
      bytes += piece.value.length;
      if (bytes > limit) throw tooLarge(limit);
      chunks.push(piece.value);
    }
  } catch (error) {
    // Whoever sent it has gone; nobody reads the answer.
    if (request.destroyed && !(error instanceof HttpRefusal)) throw new HttpRefusal(400, { code: 'interrupted', message: 'The body ended before it was whole.', next: 'Send it again.' });
    throw error;
  } finally {
    clearTimeout(impatience);
  }
  return Buffer.concat(chunks);
}

/** Whether a JSON text nests deeper than is read at any door. Counts brackets outside of strings, without building anything. */
export function nestsTooDeep(text: string): boolean {
  let level = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else if (character === '[' || character === '{') level += 1;
    else if (character === ']' || character === '}') level -= 1;
    if (level > mostLevels) return true;
  }
  return false;
}

/** Where the string that begins here ends: at a quote with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

function tooLarge(limit: number): HttpRefusal {
  return new HttpRefusal(413, {
    code: 'input_invalid',
    message: `The body is larger than the ${limit / usualBytes} MiB that are read here.`,
    next: 'Send less; a large file is given by its path.',
  });
}

function stoodStill(): HttpRefusal {
  return new HttpRefusal(408, { code: 'interrupted', message: `Nothing of the body came for ${longestSilenceMs / 1000} seconds.`, next: 'Send it again, all at once.' });
}

function unreadable(message: string): HttpRefusal {
  return new HttpRefusal(400, { code: 'input_invalid', message, next: 'Send one JSON value in UTF-8 that fits the operation’s schema.' });
}
