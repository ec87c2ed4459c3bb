import type { Schema } from '@cfworker/json-schema';

/** The parts of a schema by address, as the library finds them. */
export type SchemaParts = Readonly<Record<string, Schema | boolean>>;

/** Parts that may be applied to one and the same value, and that may lead through each other. */
const mostApplied = 1000;
const longestTrail = 100;

/** Throws where a reference leads nowhere or round in a circle, and where one value would be checked too many times. */
export function demandReferences(parts: SchemaParts): void {
  const counts = new Map<Schema, number>();
  for (const part of Object.values(parts)) if (typeof part === 'object') appliedBy(part, { parts, counts, trail: [] });
}

interface Walk {
  readonly parts: SchemaParts;
  readonly counts: Map<Schema, number>;
  readonly trail: readonly Schema[];
}

/** How many parts are applied to the very value that this one is applied to. */
function appliedBy(part: Schema, { parts, counts, trail }: Walk): number {
  const known = counts.get(part);
  if (known !== undefined) return known;
  if (trail.includes(part)) throw new Error(`${named(part)} leads round in a circle to itself`);
  if (trail.length >= longestTrail) throw new Error(`its parts lead through more than ${longestTrail} others`);
  const walk = { parts, counts, trail: [...trail, part] };
  let count = 1;
  for (const inner of inPlace(part, parts)) count += appliedBy(inner, walk);
  if (count > mostApplied) throw new Error(`more than ${mostApplied} of its parts are applied to one value`);
  counts.set(part, count);
  return count;
}

function inPlace(part: Schema, parts: SchemaParts): readonly Schema[] {
  const { allOf = [], anyOf = [], oneOf = [], dependentSchemas = {}, dependencies = {} } = part;
  const direct = [part.not, part.if, part.then, part.else, ...allOf, ...anyOf, ...oneOf, ...Object.values(dependentSchemas), ...Object.values(dependencies)];
  return [...direct, referred(part, parts)].filter((one): one is Schema => typeof one === 'object' && !Array.isArray(one));
}

function referred(part: Schema, parts: SchemaParts): Schema | boolean | undefined {
  if (part.$ref === undefined) return undefined;
  const found = parts[part.__absolute_ref__ ?? part.$ref];
  if (found === undefined) throw new Error(`"$ref": ${JSON.stringify(part.$ref)} leads nowhere: only parts of the same schema can be meant, such as "#/$defs/name"`);
  return found;
}

function named({ $ref }: Schema): string {
  return $ref === undefined ? 'a part of it' : `"$ref": ${JSON.stringify($ref)}`;
}
