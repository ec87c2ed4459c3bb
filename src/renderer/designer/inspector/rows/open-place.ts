/** Where a row lies that lay at a place, once one row of its list was moved. */
export function placeAfterShift(place: number, from: number, to: number): number {
  if (place === from) return to;
  if (from < place && place <= to) return place - 1;
  return to <= place && place < from ? place + 1 : place;
}

/** Where a row lies that lay at a place, once one row of its list was taken out; nothing where it was that one. */
export function placeAfterTake(place: number, taken: number): number | undefined {
  if (place === taken) return undefined;
  return taken < place ? place - 1 : place;
}
