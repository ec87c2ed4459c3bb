import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClient, useQueries } from '../client/ClientProvider.tsx';
import { followStream } from './follow-stream.ts';

/** Has keys and what needs one asked for again whenever the vault opens, closes or a key in it changes, by whatever door. */
export function useFollowVault(): void {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  useEffect(() => {
    const stopped = new AbortController();
    let isKnown = false;
    void followStream({
      signal: stopped.signal,
      open: (signal) => client.vault.watch({}, { signal }),
      each(status) {
        cache.setQueryData(queries.vault.status.queryKey({ input: {} }), status);
        if (isKnown) for (const area of [queries.credentials, queries.connectors]) void cache.invalidateQueries({ queryKey: area.key() });
        isKnown = true;
      },
    });
    return () => { stopped.abort(); };
  }, [client, queries, cache]);
}
