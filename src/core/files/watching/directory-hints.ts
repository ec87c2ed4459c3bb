import { watch, type FSWatcher } from 'node:fs';

/** Each directory is a watch of the system, of which there are not many; the rest is looked at now and then. */
const mostWatched = 200;

/** Wakes a waiting reader when the system says that something happened in one of the directories it listens to. */
export class DirectoryHints implements Disposable {
  readonly #watchers = new Map<string, FSWatcher>();
  #wake: (() => void) | undefined;
  #isHeard = false;

  /** Listens to these directories from now on, and to no others. */
  listenTo(directories: readonly string[]): void {
    const wanted = new Set(directories.slice(0, mostWatched));
    for (const directory of this.#watchers.keys()) if (!wanted.has(directory)) this.#forget(directory);
    for (const directory of wanted) if (!this.#watchers.has(directory)) this.#listen(directory);
  }

  /** Ends when something was heard since the last time, when the time is over, or when the signal is aborted. */
  async next({ atMostMs, signal }: { readonly atMostMs: number; readonly signal: AbortSignal }): Promise<void> {
    if (signal.aborted) return;
    if (!this.#isHeard) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, atMostMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
        signal.addEventListener('abort', this.#wake, { once: true });
      });
      if (this.#wake !== undefined) signal.removeEventListener('abort', this.#wake);
      this.#wake = undefined;
    }
    this.#isHeard = false;
  }

  [Symbol.dispose](): void {
    for (const directory of this.#watchers.keys()) this.#forget(directory);
  }

  /** Where the system cannot watch, or not so many, looking now and then has to do. */
  #listen(directory: string): void {
    try {
      const watcher = watch(directory, { persistent: false });
      watcher.on('change', () => { this.#hear(); });
      watcher.on('error', () => {
        this.#forget(directory);
        this.#hear();
      });
      this.#watchers.set(directory, watcher);
    } catch {
      this.#watchers.delete(directory);
    }
  }

  #forget(directory: string): void {
    this.#watchers.get(directory)?.close();
    this.#watchers.delete(directory);
  }

  #hear(): void {
    this.#isHeard = true;
    this.#wake?.();
  }
}
