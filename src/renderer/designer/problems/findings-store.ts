import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import type { DesignerSession } from '../session/designer-session.ts';
import { tellAll } from '../../../core/domain/model/tell-all.ts';

/** What the host answered. */
export interface Verdict {
  readonly findings: readonly Finding[];
  readonly publishable: boolean;
  /** What was not looked at, in words. */
  readonly notAnalysed: readonly string[];
}

export interface FindingsState {
  /** As last told; absent until the first answer. It stays while the next is asked for. */
  readonly verdict: Verdict | undefined;
  /** What the verdict is about: an earlier definition than the one on the screen while one is asked about. */
  readonly definition: JsonObject | undefined;
  readonly isChecking: boolean;
  /** Why the last question has no answer; gone with the next answer. */
  readonly error: unknown;
}

export type AskFindings = (definition: JsonObject, signal: AbortSignal) => Promise<Verdict>;

/** How long the definition has to stay as it is before the host is asked. */
export const restMs = 300;

type Followed = Pick<DesignerSession, 'get' | 'subscribe'>;

/**
 * What is wrong with the definition on the screen, asked of the host once a person rests. A question that has become old
 * is cancelled, and its answer not taken. Nothing is asked while nobody listens.
 */
export class FindingsStore {
  readonly #session: Followed;
  readonly #ask: AskFindings;
  readonly #listeners = new Set<() => void>();
  #state: FindingsState = { verdict: undefined, definition: undefined, isChecking: false, error: undefined };
  #wanted: JsonObject | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;
  #stop: (() => void) | undefined;

  constructor(session: Followed, ask: AskFindings) {
    this.#session = session;
    this.#ask = ask;
  }

  readonly get = (): FindingsState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      this.#stop = this.#session.subscribe(() => { this.#want(restMs); });
      this.#want(this.#wanted === undefined ? 0 : restMs);
    }
    return () => { this.#leave(listener); };
  };

  /** Asks now, whatever has been answered. */
  check(): void {
    this.#wanted = undefined;
    this.#want(0);
  }

  #leave(listener: () => void): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    this.#stop?.();
    this.#cancel();
    // What was being asked is asked again by the next who listens.
    if (this.#state.isChecking) this.#wanted = undefined;
    this.#state = { ...this.#state, isChecking: false };
  }

  #want(pauseMs: number): void {
    const { definition } = this.#session.get();
    if (definition === this.#wanted) return;
    this.#wanted = definition;
    this.#cancel();
    if (!this.#state.isChecking) this.#tell({ isChecking: true });
    this.#timer = setTimeout(() => void this.#askNow(definition), pauseMs);
  }

  async #askNow(definition: JsonObject): Promise<void> {
    const own = new AbortController();
    this.#asking = own;
    try {
      const verdict = await this.#ask(definition, own.signal);
      if (!own.signal.aborted) this.#tell({ verdict, definition, isChecking: false, error: undefined });
    } catch (error) {
      if (!own.signal.aborted) this.#tell({ isChecking: false, error });
    }
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#asking = undefined;
  }

  #tell(change: Partial<FindingsState>): void {
    this.#state = { ...this.#state, ...change };
    tellAll(this.#listeners);
  }
}
