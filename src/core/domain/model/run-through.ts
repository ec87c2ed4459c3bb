/** Work that can be left off after each of its steps, done to its end without a pause. */
export function runThrough<Result>(work: Generator<unknown, Result, void>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
