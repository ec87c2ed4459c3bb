import { useQueryClient } from '@tanstack/react-query';
import { useQueries } from '../../../client/ClientProvider.tsx';

/** Has every screen ask again for documents, after one was changed here. */
export function useRefreshDocuments(): () => Promise<void> {
  const queries = useQueries();
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: queries.docs.key() });
}
