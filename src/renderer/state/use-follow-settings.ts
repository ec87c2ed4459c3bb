import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Client } from '../client/connect.ts';
import { useClient, useQueries } from '../client/ClientProvider.tsx';
import { pauseFor } from './pause-for.ts';

/** Has every screen ask again for what settings decide whenever somebody changed one: here, in another window, on the command line or in the file. */
export function useFollowSettings(): void {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  useEffect(() => {
    const stopped = new AbortController();
    const changed = (): void => {
      for (const area of [queries.settings, queries.profiles, queries.connectors, queries.filesandbox, queries.budgets]) void cache.invalidateQueries({ queryKey: area.key() });
    };
    void follow({ client, signal: stopped.signal, changed });
    return () => {
      stopped.abort();
    };
  }, [client, queries, cache]);
}

interface Follow {
  readonly client: Client;
  readonly signal: AbortSignal;
  readonly changed: () => void;
}

async function follow({ client, signal, changed }: Follow): Promise<void> {
  for (let isFirst = true; !signal.aborted; ) {
    try {
      for await (const _sections of await client.settings.watch({}, { signal })) {
        // What stands at the beginning is what the screens have just asked for; after a gap it may be another.
        if (!isFirst) changed();
        isFirst = false;
      }
    } catch {
      // The screens then stay as they are; the next round asks anew.
    }
    await pauseFor(3000, signal);
  }
}
