import { useEffect } from 'react';
import type { OpenSession } from '../session/create-designer-session.ts';

/** How often it is asked whether the draft was changed elsewhere, while somebody looks. */
const lookMs = 5000;

/** Finds out when another window or the command line changed the draft. */
export function useFollowDraft(session: OpenSession): void {
  useEffect(() => {
    if (session.get().isReadOnly) return undefined;
    const look = (): void => {
      if (!document.hidden) void session.look();
    };
    const timer = setInterval(look, lookMs);
    globalThis.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      globalThis.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [session]);
}
