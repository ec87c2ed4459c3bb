const numbers = new WeakMap<object, number>();
let last = 0;

/** A number that stands for one object while it lives: a short key for what is asked about a whole definition. */
export function objectNumber(object: object): number {
  const known = numbers.get(object);
  if (known !== undefined) return known;
  last += 1;
  numbers.set(object, last);
  return last;
}
