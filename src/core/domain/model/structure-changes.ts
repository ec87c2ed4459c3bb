import { canonicalJson } from './canonical-json.ts';
import { compareLists } from './compare-lines.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from './json.ts';
import { present } from './present.ts';
import { sameJson } from './same-json.ts';

/** A value that differs. The path is a JSON pointer on the newer side; of what is gone, on the older. */
export interface StructureChangeRow {
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** What differs between two values, by meaning: the order of keys is none, and an item put into a list moves the others. */
export function structureChanges(before: Json, after: Json, most: number): { readonly changes: readonly StructureChangeRow[]; readonly shortened: boolean } {
  const changes: StructureChangeRow[] = [];
  // One more than is shown tells that there are more.
  walk({ before, after, path: '' }, { changes, most: most + 1 });
  return { changes: changes.slice(0, most), shortened: changes.length > most };
}

interface Pair {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly path: string;
}

interface Found {
  readonly changes: StructureChangeRow[];
  readonly most: number;
}

function walk({ before, after, path }: Pair, found: Found): void {
  if (found.changes.length >= found.most || sameJson(before, after)) return;
  if (isJsonObject(before) && isJsonObject(after)) walkMembers(before, after, { path, found });
  else if (isJsonList(before) && isJsonList(after)) walkItems(before, after, { path, found });
  else found.changes.push(present({ path, before, after }));
}

interface Place {
  readonly path: string;
  readonly found: Found;
}

function walkMembers(before: JsonObject, after: JsonObject, { path, found }: Place): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const member = (side: JsonObject): Json | undefined => (Object.hasOwn(side, key) ? side[key] : undefined);
    walk({ before: member(before), after: member(after), path: `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}` }, found);
  }
}

function walkItems(before: readonly Json[], after: readonly Json[], { path, found }: Place): void {
  for (const { from, until, otherFrom, otherUntil } of compareLists(before.map(canonicalJson), after.map(canonicalJson))) {
    const paired = Math.min(until - from, otherUntil - otherFrom);
    for (let at = 0; at < paired; at += 1) walk({ before: before[from + at], after: after[otherFrom + at], path: `${path}/${String(otherFrom + at)}` }, found);
    for (let at = from + paired; at < until; at += 1) walk({ before: before[at], after: undefined, path: `${path}/${String(at)}` }, found);
    for (let at = otherFrom + paired; at < otherUntil; at += 1) walk({ before: undefined, after: after[at], path: `${path}/${String(at)}` }, found);
  }
}
