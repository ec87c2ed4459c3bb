import type { BuiltDocument } from '../../domain/model/document.ts';
import { AppError } from '../../domain/model/errors.ts';
import type { DocumentBuilderSet } from '../../domain/ports/document-builder.ts';
import { documentKinds, knownFormat } from '../document-kinds.ts';
import { BuildThread, type BuildThreadOptions } from './build-thread.ts';
import type { SentBuild } from './sent-build.ts';

export interface ThreadedBuilderOptions extends Partial<BuildThreadOptions> {
  /** Documents made at a time; others wait. */
  readonly width?: number;
}

export interface ThreadedBuilders extends DocumentBuilderSet {
  /** Gives up what is under way; nothing is made afterwards. */
  close(): Promise<void>;
}

export const buildLimits = {
  /** Two, so that a long document does not hold up a short one; more would take processors from the runs. */
  width: 2,
  /** A text of 2 MiB in 100,000 paragraphs, which is the most that is read, takes about half a minute as PDF. */
  timeMs: 120_000,
  /** That text fits. Of two threads it is the memory a small machine can spare. */
  memoryMb: 1024,
  /** A thread has to load the builders first, which takes longer than most documents; one that is idle holds their memory. */
  idleMs: 60_000,
} as const;

/** The builders by format, which work in threads: whoever asks for a document goes on meanwhile. The first document begins the first thread. */
export function createThreadedBuilders(options: ThreadedBuilderOptions = {}): ThreadedBuilders {
  const threads = new BuildThreads({ ...buildLimits, fontFolders: [], ...options });
  return {
    get: async (asked) => {
      const format = knownFormat(asked);
      return { format, ...documentKinds[format], build: (source, signal) => threads.build({ format, source }, signal) };
    },
    close: () => threads.close(),
  };
}

type Options = BuildThreadOptions & Required<Pick<ThreadedBuilderOptions, 'width'>>;

/** Gives each build a thread of its own while it lasts, and a turn to those that wait, in their order. */
class BuildThreads {
  readonly #options: Options;
  readonly #waiting = new Set<() => void>();
  readonly #closing = new AbortController();
  #threads: readonly BuildThread[] = [];
  #underWay = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  async build(build: SentBuild, given: AbortSignal): Promise<BuiltDocument> {
    const signal = AbortSignal.any([given, this.#closing.signal]);
    signal.throwIfAborted();
    await this.#turn(signal);
    try {
      signal.throwIfAborted();
      return await this.#take().build(build, signal);
    } finally {
      this.#passOn();
    }
  }

  async close(): Promise<void> {
    this.#closing.abort(new AppError('interrupted', 'The document was not made: the program is closing.', { next: 'Make it again once the program runs.' }));
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  async #turn(signal: AbortSignal): Promise<void> {
    if (this.#underWay < this.#options.width) {
      this.#underWay += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const begin = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        this.#waiting.delete(begin);
        reject(signal.reason);
      };
      this.#waiting.add(begin);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  #take(): BuildThread {
    this.#threads = this.#threads.filter(({ isAlive }) => isAlive);
    const free = this.#threads.find(({ isFree }) => isFree);
    if (free !== undefined) return free;
    const begun = new BuildThread(this.#options);
    this.#threads = [...this.#threads, begun];
    return begun;
  }

  /** The turn goes to the one that has waited longest. */
  #passOn(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#underWay -= 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
