import type { TokenDoor } from '../../core/app/token-door.ts';
import type { TokenHolder } from './token-holder.ts';

/** What is open on behalf of tokens that were made by name: it ends with its token. */
export interface TokenLeases {
  /** Calls `end` when the holder's token is revoked or has come to its end; the answer says that nothing is open any more. */
  hold(holder: TokenHolder, end: () => void): () => void;
  close(): void;
}

/** Ends at once what a revoked token has open, and looks now and then for tokens that came to their end. */
export function createTokenLeases(tokens: Pick<TokenDoor, 'holds' | 'onRevoked'>, everyMs: number): TokenLeases {
  const open = new Map<string, Set<() => void>>();
  const endAll = (name: string): void => {
    const ends = [...(open.get(name) ?? [])];
    open.delete(name);
    for (const end of ends) end();
  };
  const stopHearing = tokens.onRevoked(endAll);
  const look = async (): Promise<void> => {
    for (const name of open.keys()) {
      // What cannot be asked about is not taken on trust.
      if (!(await tokens.holds(name).catch(() => false))) endAll(name);
    }
  };
  const timer = setInterval(() => { void look(); }, everyMs);
  timer.unref();
  return {
    hold(holder, end) {
      if (holder.kind !== 'token') return () => undefined;
      const { name } = holder;
      const ends = open.get(name) ?? new Set();
      open.set(name, ends.add(end));
      return () => {
        ends.delete(end);
        if (ends.size === 0 && open.get(name) === ends) open.delete(name);
      };
    },
    close() {
      stopHearing();
      clearInterval(timer);
    },
  };
}
