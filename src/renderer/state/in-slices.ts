/** How long a page may be held up at once: less than the time between two pictures. */
const sliceMs = 12;

/** Does work piece by piece and lets the page draw and take keys between; undefined once it is given up. */
export async function inSlices<Result>(work: Generator<unknown, Result>, signal: AbortSignal): Promise<Result | undefined> {
  while (!signal.aborted) {
    const until = performance.now() + sliceMs;
    do {
      const step = work.next();
      if (step.done === true) return step.value;
    } while (performance.now() < until);
    // oxlint-disable-next-line no-await-in-loop -- One slice after the other is what it is for.
    await new Promise((resolve) => { setTimeout(resolve); });
  }
  return undefined;
}
