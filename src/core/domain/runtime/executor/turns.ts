/** Lets one piece of work go on at a time, in the order it was asked for. */
export class Turns {
  #pending = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** Pieces that wait for their turn, the one under way included. */
  get pending(): number {
    return this.#pending;
  }

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    this.#pending += 1;
    await before;
    try {
      return await work();
    } finally {
      this.#pending -= 1;
      resolve();
    }
  }
}
