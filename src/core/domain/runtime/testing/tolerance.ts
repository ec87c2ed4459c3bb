import { effectParts } from '../../model/effect-id.ts';
import { fieldDiff, type FieldDiff } from '../../model/field-diff.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { TestMatcher, TestRules } from '../../model/test-matcher.ts';
import { matchesValue } from './match-value.ts';
import { differsInModelTextOnly } from './model-texts.ts';

export interface Rule {
  readonly place: string;
  readonly path: string;
  readonly matcher: TestMatcher;
}

/** A rule as an author writes it: `<place>:<path>`. */
export function ruleOf(where: string, matcher: TestMatcher): Rule {
  const colon = where.lastIndexOf(':');
  return { place: where.slice(0, colon), path: where.slice(colon + 1), matcher };
}

/** How far what happens may differ from what was recorded: exact, but for what models said and what the author loosened. */
export class Tolerance {
  readonly #rules: readonly Rule[];
  readonly #texts: readonly string[];

  constructor(rules: TestRules, texts: readonly string[]) {
    this.#texts = texts;
    this.#rules = Object.entries(rules).map(([where, matcher]) => ruleOf(where, matcher));
  }

  /** Every difference that counts. */
  diff(place: string, recorded: Json | undefined, now: Json | undefined): readonly FieldDiff[] {
    return fieldDiff(recorded, now).filter((one) => !this.#allows(place, one));
  }

  /** Whether the recorded answer to the one request answers the other as well. */
  isSameRequest(effect: string, recorded: JsonObject, now: JsonObject): boolean {
    return this.diff(effectParts(effect)?.visit ?? '', { request: recorded }, { request: now }).length === 0;
  }

  #allows(place: string, { path, before, after }: FieldDiff): boolean {
    const rule = this.#rules.find((one) => standsFor(one.place, place) && isAt(one, path));
    if (rule !== undefined) return matchesValue(rule.matcher, before, after);
    return typeof before === 'string' && typeof after === 'string' && differsInModelTextOnly(this.#texts, before, after);
  }
}

/** What may be anything may be so with everything in it. */
function isAt({ path, matcher }: Rule, at: string): boolean {
  if (matcher !== 'any') return standsFor(path, at);
  const borders = [...at.matchAll(/[.[]/gu)].map(({ index }) => index);
  return [...borders, at.length].some((border) => standsFor(path, at.slice(0, border)));
}

/** Whether the text is the pattern, in which a `*` stands for any characters. */
export function standsFor(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of rest) {
    const next = text.indexOf(piece, at);
    if (next === -1) return false;
    at = next + piece.length;
  }
  return at <= text.length - last.length;
}
