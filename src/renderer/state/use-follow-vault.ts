import { useQueryClient } from '@tanstack/react-query';
import { useQueries } from '../client/ClientProvider.tsx';
import { useStream } from './use-stream.ts';

/** Has keys and what needs one asked for again whenever the vault opens, closes or a key in it changes, by whatever door. */
export function useFollowVault(): void {
  const queries = useQueries();
  const cache = useQueryClient();
  useStream({
    asked: 'vault',
    open: (client, signal) => client.vault.watch({}, { signal }),
    each(status, { before }) {
      cache.setQueryData(queries.vault.status.queryKey({ input: {} }), status);
      if (before !== undefined) for (const area of [queries.credentials, queries.connectors]) void cache.invalidateQueries({ queryKey: area.key() });
    },
  });
}
