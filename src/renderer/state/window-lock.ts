/**
 * Says which windows of this browser live, or which parts of them: each holds a lock of its own name for as long as it is
 * there, so what it left in the browser's database may be taken over by another only once it is gone.
 */
export class WindowLock {
  readonly windowId = crypto.randomUUID();
  readonly #prefix: string;
  readonly #released = Promise.withResolvers<void>();
  #held: Promise<void> | undefined;

  constructor(name: string) {
    this.#prefix = `${name}:`;
  }

  /** Ids of the windows that live; the first question takes this window's lock. */
  async alive(): Promise<ReadonlySet<string>> {
    await this.hold();
    const { held = [] } = await navigator.locks.query();
    return new Set(held.flatMap(({ name }) => (name?.startsWith(this.#prefix) === true ? [name.slice(this.#prefix.length)] : [])));
  }

  /** Done when this window's lock is held; before that nothing may be kept under its name. */
  hold(): Promise<void> {
    this.#held ??= new Promise((resolve, reject) => {
      // The lock is held for as long as the inner promise waits: until the window is gone, if nobody lets go of it before.
      navigator.locks
        .request(`${this.#prefix}${this.windowId}`, async () => {
          resolve();
          await this.#released.promise;
        })
        .catch(reject);
    });
    return this.#held;
  }

  /** Counts as a window that is gone, until that is let go of: it is nobody else's meanwhile. Undefined where somebody is it. */
  async stepIn(windowId: string): Promise<(() => void) | undefined> {
    const held = Promise.withResolvers<(() => void) | undefined>();
    navigator.locks
      .request(`${this.#prefix}${windowId}`, { ifAvailable: true }, async (lock) => {
        if (lock === null) {
          held.resolve(undefined);
          return;
        }
        const ended = Promise.withResolvers<void>();
        held.resolve(() => { ended.resolve(); });
        await ended.promise;
      })
      .catch(held.reject);
    return held.promise;
  }

  /** From now on this one counts as gone. */
  release(): void {
    this.#released.resolve();
  }
}
