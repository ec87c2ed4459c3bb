import { isJsonList, isJsonObject, type Json } from '../../model/json.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { TestRules } from '../../model/test-matcher.ts';
import { compareJournals } from '../journal/compare-journals.ts';
import { nearestName } from '../verify/nearest-name.ts';
import { ruleOf, standsFor } from './tolerance.ts';

export interface UnmatchedRule {
  readonly where: string;
  /** The rule that was perhaps meant. */
  readonly near?: string;
}

/** Rules that count nowhere in what was recorded: nothing stands at their place and path. */
export function unmatchedRules(rules: TestRules, rows: readonly RunEvent[]): readonly UnmatchedRule[] {
  const paths = pathsIn(rows);
  return Object.entries(rules).flatMap(([where, matcher]): readonly UnmatchedRule[] => {
    const rule = ruleOf(where, matcher);
    const places = [...paths.keys()].filter((place) => standsFor(rule.place, place));
    const there = places.flatMap((place) => [...(paths.get(place) ?? [])]);
    if (there.some((path) => standsFor(rule.path, path))) return [];
    const near = nearestName(rule.path, [...new Set(there)]);
    return [{ where, ...(near === undefined ? {} : { near: `${rule.place}:${near}` }) }];
  });
}

/** Every place of the recording, with every path in the facts there. */
function pathsIn(rows: readonly RunEvent[]): ReadonlyMap<string, ReadonlySet<string>> {
  const paths = new Map<string, Set<string>>();
  compareJournals(rows, rows, (place, fact) => {
    const known = paths.get(place) ?? new Set();
    paths.set(place, known);
    for (const path of pathsOf(fact ?? null, '')) known.add(path);
    return [];
  });
  return paths;
}

function pathsOf(value: Json, path: string): readonly string[] {
  const own = path === '' ? [] : [path];
  if (isJsonList(value)) return [...own, ...value.flatMap((item, at) => pathsOf(item, `${path}[${at}]`))];
  if (!isJsonObject(value)) return own;
  return [...own, ...Object.entries(value).flatMap(([name, part]) => pathsOf(part, path === '' ? name : `${path}.${name}`))];
}
