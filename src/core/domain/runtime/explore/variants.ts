import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { TestedValues } from '../flow/tested-values.ts';

/** Values to try at one place of a sample. */
export interface Dimension {
  readonly path: readonly string[];
  readonly values: readonly Json[];
}

const mostVariants = 36;

/**
 * The sample and what it becomes with other values in its places: all combinations where these are few, else one place
 * changed at a time, and all together. The sample itself comes first.
 */
export function variantsOf(sample: Json, dimensions: readonly Dimension[]): readonly Json[] {
  const found = new Map<string, Json>([[JSON.stringify(sample), sample]]);
  const product = dimensions.reduce((count, { values }) => count * Math.max(1, values.length), 1);
  let variants: readonly Json[] = [sample];
  if (product <= mostVariants) {
    for (const { path, values } of dimensions) variants = values.length === 0 ? variants : variants.flatMap((variant) => values.map((value) => withValue(variant, path, value)));
  } else {
    const one = dimensions.flatMap(({ path, values }) => values.map((value) => withValue(sample, path, value)));
    const longest = Math.max(...dimensions.map(({ values }) => values.length));
    const together = Array.from({ length: longest }, (_, at) => dimensions.reduce((variant, { path, values }) => withValue(variant, path, values[at % Math.max(1, values.length)] ?? null), sample));
    variants = [...one, ...together];
  }
  for (const variant of variants) found.set(JSON.stringify(variant), variant);
  return [...found.values()].slice(0, 2 * mostVariants);
}

/** The places below `prefix` that anything compares, each with the values that tell its cases apart. */
export function dimensionsBelow(tested: TestedValues, prefix: string, sample: Json): readonly Dimension[] {
  return [...tested].flatMap(([path, values]) => {
    const isSize = path.startsWith('size(');
    const plain = isSize ? path.slice('size('.length, -1) : path;
    if (plain !== prefix && !plain.startsWith(`${prefix}.`)) return [];
    const inside = plain === prefix ? [] : plain.slice(prefix.length + 1).split('.');
    return [{ path: inside, values: isSize ? sized(valueAt(sample, inside), values) : values }];
  });
}

function sized(sample: Json | undefined, sizes: readonly Json[]): readonly Json[] {
  const fit = sizes.filter((size) => typeof size === 'number').filter((size) => Number.isInteger(size) && size >= 0 && size <= 50);
  if (isJsonList(sample)) return fit.map((size) => Array.from({ length: size }, () => sample[0] ?? {}));
  return typeof sample === 'string' ? fit.map((size) => 'x'.repeat(size)) : [];
}

export function valueAt(value: Json, path: readonly string[]): Json | undefined {
  let at: Json | undefined = value;
  for (const name of path) at = isJsonObject(at) ? at[name] : undefined;
  return at;
}

/** The value with another in this place; objects on the way are made where they are missing. */
export function withValue(value: Json, path: readonly string[], inside: Json): Json {
  const [name, ...rest] = path;
  if (name === undefined) return inside;
  const members: JsonObject = isJsonObject(value) ? value : {};
  return { ...members, [name]: withValue(members[name] ?? {}, rest, inside) };
}
