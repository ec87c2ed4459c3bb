/**
 * What a record holds under a name that comes from a definition or from outside; undefined when it has none of its own.
 * Every object answers to `constructor` and `toString`, so that asking it plainly gives functions nobody put there.
 */
export function own<Value>(record: { readonly [name: string]: Value } | undefined, name: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
