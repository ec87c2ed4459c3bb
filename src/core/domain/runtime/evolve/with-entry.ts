/**
 * The record with one entry more, or with another value under a name it has. As a spread with a computed name does, which
 * takes several times as long, and every row that is folded comes here a few times.
 */
export function withEntry<Value>(record: { readonly [name: string]: Value }, name: string, value: Value): { readonly [name: string]: Value } {
  // Assigned, it would be the prototype.
  if (name === '__proto__') return { ...record, [name]: value };
  const copy: { [name: string]: Value } = { ...record };
  copy[name] = value;
  return copy;
}
