/** Lets one piece of work go on at a time, in the order it was asked for. */
export class Turns {
  #pending = 0;
  readonly #waiting: (() => void)[] = [];

  /** Pieces that wait for their turn, the one under way included. */
  get pending(): number {
    return this.#pending;
  }

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#pending += 1;
    // Nearly every piece finds nobody before it, and begins at once.
    if (this.#pending > 1) await new Promise<void>((begin) => { this.#waiting.push(begin); });
    try {
      return await work();
    } finally {
      this.#pending -= 1;
      this.#waiting.shift()?.();
    }
  }
}
