import { isJsonObject, type Json, type JsonObject } from '../domain/model/json.ts';

const hidden = '(secret)';
/** What the keys of well-known services, tokens and private keys look like. */
const shapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gu,
  /\baiwm_pat_[0-9a-z]{8,}/giu,
  /\b(?:sk|pk|rk)-[\w-]{12,}/gu,
  /\b(?:gh[pousr]_\w{16,}|github_pat_\w{16,}|xox[abposr]-[\w-]{10,}|AIza[\w-]{30,})/gu,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/gu,
  /\beyJ[\w-]{6,1000}\.[\w-]{4,}\.[\w-]*/gu,
  /\b(?:bearer|basic)\s+[\w.~+/=-]{6,}/giu,
];
/** Begins with the word itself: what may stand before it would be looked through again from each of its parts. */
const named = /(authorization|password|passphrase|secret|api[_-]?key|token)(["']?\s*[:=]\s*["']?)([^\s"',;&]{6,})/giu;
const secretName = /pass(?:word|phrase)|secret|authorization|api_?-?key|cookie|token$/iu;

export interface Redactor {
  readonly text: (text: string) => string;
  /** The facts without secrets: by their value, their shape, or the name they stand under. */
  readonly facts: (facts: JsonObject) => JsonObject;
}

/** Clears what is written of secrets; `exact` knows those that were handed out. */
export function createRedactor(exact: (text: string) => string): Redactor {
  const text = (given: string): string => shapes.reduce((clean, shape) => clean.replace(shape, hidden), exact(given)).replace(named, `$1$2${hidden}`);
  const clear = (value: Json, name: string): Json => {
    if (typeof value === 'string') return secretName.test(name) ? hidden : text(value);
    if (Array.isArray(value)) return value.map((item: Json) => clear(item, name));
    return isJsonObject(value) ? facts(value) : value;
  };
  const facts = (given: JsonObject): JsonObject => Object.fromEntries(Object.entries(given).map(([name, value]: [string, Json]) => [text(name), clear(value, name)]));
  return { text, facts };
}
