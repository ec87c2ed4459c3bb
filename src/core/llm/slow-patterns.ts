import { isJsonObject, type Json, type JsonObject } from '../domain/model/json.ts';

/** A text longer than this, tried with a pattern that backtracks, may take seconds. */
const longestTried = 200;

/**
 * The schema without patterns that may take the sampler's own matcher, which backtracks, longer than anybody waits. A sample
 * may then not fit one of them; whoever asked for it checks it with a matcher that takes its time with the text alone.
 */
export function withoutSlowPatterns(schema: JsonObject): JsonObject {
  const isLong = hasLongText(schema);
  const keep = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(keep);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).filter(([word, part]) => !isSlow(word, part, isLong)).map(([word, part]) => [word, keep(part)]));
  };
  return Object.fromEntries(Object.entries(schema).filter(([word, part]) => !isSlow(word, part, isLong)).map(([word, part]) => [word, keep(part)]));
}

function isSlow(word: string, part: Json, isLong: boolean): boolean {
  if (word === 'format') return part === 'url';
  const patterns = word === 'pattern' && typeof part === 'string' ? [part] : word === 'patternProperties' && isJsonObject(part) ? Object.keys(part) : [];
  return patterns.some((pattern) => isLong || mayExplode(pattern));
}

/** A repeated group, or more than three things that may be of any length. */
function mayExplode(pattern: string): boolean {
  return /\)[*+?{]/u.test(pattern) || (pattern.match(/[*+?]|\{\d*,/gu)?.length ?? 0) > 3;
}

function hasLongText(value: Json): boolean {
  if (typeof value === 'string') return value.length > longestTried;
  return typeof value === 'object' && value !== null && Object.values(value).some((part: Json) => hasLongText(part));
}
