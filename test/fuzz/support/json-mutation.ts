import fc from 'fast-check';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../src/core/domain/model/json.ts';

/** Values that fit where they should not, or nearly. */
const odd: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, false, 0, -0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER, '', ' ', '\0', '\u{202e}', '\ud800', '../x', '/', '~', '$(x)', '{{vars.a}}', '{{', 'x'.repeat(5000), [], {}, [[]], '2026-02-30T25:00:00Z', 'P1Y', '__proto__', 'constructor'),
  fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }).map((value) => JSON.parse(JSON.stringify(value)) as Json),
  fc.constant(JSON.parse('{"__proto__":{"fuzzed":true},"constructor":{"prototype":{"fuzzed":true}}}') as Json),
);

interface Change { readonly where: readonly number[]; readonly value: Json; readonly kind: 'set' | 'drop' | 'add'; readonly name: string }

const changes: fc.Arbitrary<Change> = fc.record({
  where: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
  value: odd,
  kind: fc.constantFrom('set', 'set', 'set', 'drop', 'add'),
  name: fc.constantFrom('__proto__', 'constructor', 'id', 'type', 'x', ''),
});

/** Samples with a few of their values exchanged, dropped or added, wherever they stand. */
export function mutatedJson(samples: readonly JsonObject[]): fc.Arbitrary<Json> {
  return fc.tuple(fc.nat(samples.length - 1), fc.array(changes, { maxLength: 3 })).map(([which, done]) => done.reduce<Json>((value, change) => changed(value, change, 0), samples[which] ?? {}));
}

function changed(value: Json, change: Change, depth: number): Json {
  const step = change.where[depth] ?? 0;
  const isLast = depth >= change.where.length - 1;
  if (isJsonList(value) && value.length > 0) {
    const at = step % value.length;
    if (isLast && change.kind === 'drop') return value.toSpliced(at, 1);
    if (isLast && change.kind === 'add') return value.toSpliced(at, 0, change.value);
    return value.with(at, isLast ? change.value : changed(value[at] ?? null, change, depth + 1));
  }
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    const keys = Object.keys(value);
    const key = keys[step % keys.length] ?? '';
    if (isLast && change.kind === 'add') return withOwn(value, change.name, change.value);
    if (isLast && change.kind === 'drop') return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    return withOwn(value, key, isLast ? change.value : changed(value[key] ?? null, change, depth + 1));
  }
  return change.value;
}

/** As JSON.parse makes it: a member, whatever its name. */
function withOwn(value: JsonObject, name: string, member: Json): JsonObject {
  return Object.fromEntries([...Object.entries(value).filter(([one]) => one !== name), [name, member]]);
}
