import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import type { DesignerSession } from '../session/designer-session.ts';

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

export interface FindingsStore {
  readonly get: () => FindingsState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks now, whatever has been answered. */
  check(): void;
}

export type AskFindings = (definition: JsonObject, signal: AbortSignal) => Promise<Verdict>;

/** How long the definition has to stay as it is before the host is asked. */
export const restMs = 300;

/**
 * What is wrong with the definition on the screen, asked of the host once a person rests. A question that has become old
 * is cancelled, and its answer not taken. Nothing is asked while nobody listens.
 */
export function createFindingsStore(session: Pick<DesignerSession, 'get' | 'subscribe'>, ask: AskFindings): FindingsStore {
  let state: FindingsState = { verdict: undefined, definition: undefined, isChecking: false, error: undefined };
  let wanted: JsonObject | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;
  let stop: (() => void) | undefined;
  const listeners = new Set<() => void>();
  const tell = (change: Partial<FindingsState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  const cancel = (): void => {
    clearTimeout(timer);
    asking?.abort();
    asking = undefined;
  };
  const askNow = async (definition: JsonObject): Promise<void> => {
    const own = new AbortController();
    asking = own;
    try {
      const verdict = await ask(definition, own.signal);
      if (!own.signal.aborted) tell({ verdict, definition, isChecking: false, error: undefined });
    } catch (error) {
      if (!own.signal.aborted) tell({ isChecking: false, error });
    }
  };
  const want = (pauseMs: number): void => {
    const { definition } = session.get();
    if (definition === wanted && pauseMs > 0) return;
    wanted = definition;
    cancel();
    if (!state.isChecking) tell({ isChecking: true });
    timer = setTimeout(() => void askNow(definition), pauseMs);
  };

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        stop = session.subscribe(() => { want(restMs); });
        want(wanted === undefined ? 0 : restMs);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        cancel();
        // What was being asked is asked again by the next who listens.
        if (state.isChecking) wanted = undefined;
        state = { ...state, isChecking: false };
      };
    },
    check() {
      want(0);
    },
  };
}
