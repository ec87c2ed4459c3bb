import { useEffect } from 'react';
import { useClient } from '../../client/ClientProvider.tsx';
import { followStream } from '../../state/follow-stream.ts';
import type { OpenSession } from '../session/create-designer-session.ts';

/** Takes in what another window or the command line does to the draft, and looks again when the window is come back to. */
export function useFollowDraft(session: OpenSession): void {
  const client = useClient();
  useEffect(() => {
    if (session.get().isReadOnly) return undefined;
    const stopped = new AbortController();
    const { id } = session.get().workflow;
    void followStream({
      signal: stopped.signal,
      open: (signal) => client.workflows.watch({ id }, { signal }),
      each({ revision, version }) {
        const { workflow } = session.get();
        if (version === workflow.version) void session.look(revision);
        else void session.look();
      },
    });
    globalThis.addEventListener('focus', () => void session.look(), { signal: stopped.signal });
    return () => {
      stopped.abort();
    };
  }, [client, session]);
}
