import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useQueries } from '../../client/ClientProvider.tsx';
import { noteSteered } from '../open-runs.ts';

/** What is asked anew once something was done to a run; from then on it counts as steered here. */
export function useAfterAct(runId: string): () => Promise<void> {
  const queries = useQueries();
  const cache = useQueryClient();
  return useCallback(async () => {
    noteSteered(runId);
    await Promise.all([queries.runs.key(), queries.actions.key(), queries.approvals.key()].map(async (queryKey) => { await cache.invalidateQueries({ queryKey }); }));
  }, [cache, queries, runId]);
}
