/** Counts the calls that were begun and have not ended: a program that closes waits for the last of them. */
export class CallsUnderWay {
  #count = 0;
  #none: PromiseWithResolvers<void> | undefined;

  async within<Result>(call: () => Promise<Result>): Promise<Result> {
    this.#count += 1;
    try {
      return await call();
    } finally {
      this.#count -= 1;
      if (this.#count === 0) this.#none?.resolve();
    }
  }

  /** Done when none is under way. */
  async ended(): Promise<void> {
    if (this.#count === 0) return;
    this.#none ??= Promise.withResolvers();
    await this.#none.promise;
  }
}
