import type { ValueEvent } from './value-places.ts';

/** The values of a text that is JSON, from left to right; the text was read before, so nothing is checked. */
export function* jsonEvents(text: string): Generator<ValueEvent, void, void> {
  for (let at = 0; at < text.length; ) {
    const sign = text.charAt(at);
    if (sign === '{' || sign === '[') {
      yield { kind: sign === '{' ? 'map' : 'list', at };
      at += 1;
    } else if (sign === '}' || sign === ']') {
      yield { kind: 'end' };
      at += 1;
    } else if (sign === '"') {
      const [start, end] = [at, endOfString(text, at)];
      yield { kind: 'scalar', at, text: () => String(JSON.parse(text.slice(start, end))) };
      at = end;
    } else if (between.includes(sign)) {
      at += 1;
    } else {
      const [start, end] = [at, endOfWord(text, at)];
      yield { kind: 'scalar', at, text: () => text.slice(start, end) };
      at = end;
    }
  }
}

const between = ' \t\r\n,:';

/** A quote that an odd number of backslashes stands before is part of the string. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let first = quote;
    while (text.charAt(first - 1) === '\\') first -= 1;
    if ((quote - first) % 2 === 0) return quote + 1;
  }
  return text.length;
}

function endOfWord(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && !' \t\r\n,:]}'.includes(text.charAt(end))) end += 1;
  return end;
}
