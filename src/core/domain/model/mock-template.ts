import type { Json } from './json.ts';

/** What a scripted reply may quote from its request. */
export interface MockFacts {
  readonly call: number;
  readonly pass: number | undefined;
  readonly node: string;
  readonly action: string;
  /** The last user message. */
  readonly prompt: string;
  /** What the rule captured, in order. */
  readonly matches: readonly string[];
}

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/gu;
const plainNames = ['call', 'pass', 'node', 'action', 'prompt'] as const;

/** Why a reply's placeholders cannot be filled, or `undefined` if they can. */
export function placeholderProblem(reply: Json, captures: number): string | undefined {
  for (const text of textsOf(reply)) {
    for (const [whole, name = ''] of text.matchAll(placeholder)) {
      const match = /^match\.([1-9])$/u.exec(name);
      if (match !== null && Number(match[1]) > captures) return `${whole} has no capture of that number`;
      if (match === null && !plainNames.some((known) => known === name)) {
        return `${whole} is unknown; there are {{${plainNames.join('}}, {{')}}} and {{match.1}}`;
      }
    }
  }
  return undefined;
}

/** Fills the placeholders of a text once; what is put in is not looked at again. */
export function fillPlaceholders(text: string, facts: MockFacts): string {
  return text.replace(placeholder, (whole, name: string) => {
    const match = /^match\.([1-9])$/u.exec(name);
    if (match !== null) return facts.matches[Number(match[1]) - 1] ?? whole;
    const known = plainNames.find((candidate) => candidate === name);
    return known === undefined ? whole : String(facts[known] ?? '');
  });
}

/** The same for every text inside a value; keys stay as they are. */
export function fillPlaceholdersDeep(value: Json, facts: MockFacts): Json {
  if (typeof value === 'string') return fillPlaceholders(value, facts);
  if (Array.isArray(value)) return value.map((item: Json) => fillPlaceholdersDeep(item, facts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillPlaceholdersDeep(item, facts)]));
}

function textsOf(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return (Array.isArray(value) ? value : Object.values(value)).flatMap(textsOf);
}
