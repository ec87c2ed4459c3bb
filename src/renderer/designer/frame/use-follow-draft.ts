import { useEffect } from 'react';
import type { Client } from '../../client/connect.ts';
import { useClient } from '../../client/ClientProvider.tsx';
import { pauseFor } from '../../state/pause-for.ts';
import type { OpenSession } from '../session/create-designer-session.ts';

/**
 * How often it is asked whether the draft was changed elsewhere. The stream is left again after its first word: a browser
 * keeps six connections to one host for all its windows, and two windows side by side would have none left to save with.
 */
const askMs = 2000;

/** Takes in what another window or the command line does to the draft while somebody looks. */
export function useFollowDraft(session: OpenSession): void {
  const { workflows } = useClient();
  useEffect(() => {
    if (session.get().isReadOnly) return undefined;
    const stopped = new AbortController();
    const { signal } = stopped;
    void follow(session, workflows, signal);
    globalThis.addEventListener('focus', () => void session.look(), { signal });
    return () => {
      stopped.abort();
    };
  }, [workflows, session]);
}

async function follow(session: OpenSession, workflows: Pick<Client['workflows'], 'watch'>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pauseFor(askMs, signal);
    if (!document.hidden && !signal.aborted) await lookIfNews(session, workflows, signal);
  }
}

async function lookIfNews(session: OpenSession, workflows: Pick<Client['workflows'], 'watch'>, signal: AbortSignal): Promise<void> {
  const asking = new AbortController();
  try {
    for await (const { revision, version } of await workflows.watch({ id: session.get().workflow.id }, { signal: AbortSignal.any([signal, asking.signal]) })) {
      const { workflow } = session.get();
      await session.look(version === workflow.version ? revision : undefined);
      break;
    }
  } catch {
    // The host does not answer: the next question is asked in a moment.
  } finally {
    asking.abort();
  }
}
