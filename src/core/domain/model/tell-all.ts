/** Tells every listener, whatever one of them throws: the first fault goes up once all have heard. */
export function tellAll<Told extends readonly unknown[]>(listeners: Iterable<(...told: Told) => void>, ...told: Told): void {
  const faults: unknown[] = [];
  // One that is added or taken away meanwhile belongs to the next time.
  for (const listener of Array.from(listeners)) {
    try {
      listener(...told);
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
}
