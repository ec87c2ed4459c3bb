import { isJsonList, isJsonObject, type Json } from '../../model/json.ts';
import type { Recording } from '../journal/recordings.ts';

/** Shorter texts could stand anywhere by chance, and are compared exactly. */
const shortest = 12;

/** What models said in their own words in a recording, the longest first: whole answers, and free texts inside of JSON. */
export function modelTexts(recordings: readonly Recording[]): readonly string[] {
  const found = recordings.flatMap(({ kind, request, outcome }) => {
    if (kind !== 'llm.chat' || outcome.type !== 'effect_completed' || !isJsonObject(outcome.output)) return [];
    const { text, json } = outcome.output;
    return [...(typeof text === 'string' ? [text] : []), ...(json === undefined ? [] : freeTexts(request['answer'], json))];
  });
  return [...new Set(found.map((text) => text.trim()))].filter((text) => text.length >= shortest).toSorted((left, right) => right.length - left.length);
}

/** Texts the schema leaves to the model; a choice out of a list, a date or a pattern is none. */
function freeTexts(schema: Json | undefined, value: Json): readonly string[] {
  if (!isJsonObject(schema)) return [];
  if (typeof value === 'string') return ['enum', 'const', 'format', 'pattern'].some((word) => schema[word] !== undefined) ? [] : [value];
  if (isJsonList(value)) return value.flatMap((one) => freeTexts(schema['items'], one));
  const { properties } = schema;
  if (!isJsonObject(value) || !isJsonObject(properties)) return [];
  return Object.entries(value).flatMap(([name, one]) => freeTexts(properties[name], one));
}

/** Whether a text is the recorded one but for what models said, in whose places any words stand. */
export function differsInModelTextOnly(texts: readonly string[], recorded: string, now: string): boolean {
  const pieces = piecesAround(texts, recorded);
  if (pieces === undefined) return false;
  const [first = '', ...rest] = pieces;
  const last = rest.at(-1) ?? '';
  if (!now.startsWith(first) || !now.endsWith(last)) return false;
  const end = now.length - last.length;
  let at = first.length;
  for (const piece of rest.slice(0, -1)) {
    const next = now.indexOf(piece, at + 1);
    if (next === -1 || next >= end) return false;
    at = next + piece.length;
  }
  return at < end;
}

/** What stands before, between and after what models said; undefined where nothing is theirs. */
function piecesAround(texts: readonly string[], recorded: string): readonly string[] | undefined {
  const pieces: string[] = [];
  let rest = recorded;
  for (;;) {
    const next = texts.map((text) => ({ text, at: rest.indexOf(text) })).filter(({ at }) => at !== -1).toSorted((left, right) => left.at - right.at || right.text.length - left.text.length)[0];
    if (next === undefined) break;
    pieces.push(rest.slice(0, next.at));
    rest = rest.slice(next.at + next.text.length);
  }
  return pieces.length === 0 ? undefined : [...pieces, rest];
}
