import { useEffect } from 'react';
import { useClient } from '../../client/ClientProvider.tsx';
import { followStream } from '../../state/follow-stream.ts';
import { isGone } from '../session/refused-write.ts';
import type { OpenSession } from '../session/create-designer-session.ts';

/** Takes in what another window or the command line does to the draft. */
export function useFollowDraft(session: OpenSession): void {
  const { workflows } = useClient();
  useEffect(() => {
    if (session.get().isReadOnly) return undefined;
    const stopped = new AbortController();
    const { signal } = stopped;
    // What changed before this window began is no news to anybody.
    let isBegun = false;
    const end = (by?: string): void => {
      stopped.abort();
      void session.deleted(by);
    };
    void followStream({
      signal,
      async open() {
        try {
          return await workflows.watch({ id: session.get().workflow.id }, { signal });
        } catch (error) {
          if (isGone(error)) end();
          throw error;
        }
      },
      each({ revision, slug, version, deleted = false, by }) {
        if (deleted) end(by);
        else {
          const known = session.get().workflow;
          void session.look(version === known.version && slug === known.slug ? revision : undefined, isBegun);
        }
        isBegun = true;
      },
    });
    globalThis.addEventListener('focus', () => void session.look(), { signal });
    return () => {
      stopped.abort();
    };
  }, [workflows, session]);
}
