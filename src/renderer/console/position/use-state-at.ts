import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { StateAnswer } from '../../../core/domain/operations/runs-from-journal.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { useConsole, usePosition } from '../console-context.tsx';

/** The run as it was where the reader stands; nothing at the newest row, where the run itself says it. */
export function useStateAt(): { readonly state: StateAnswer | undefined; readonly error: unknown } {
  const { run } = useConsole();
  const queries = useQueries();
  // Who drags moves faster than a host answers: only where one came to a rest is asked for.
  const at = useDeferredValue(usePosition().at);
  const { data, error } = useQuery({
    ...queries.runs.state.queryOptions({ input: { id: run.id, at: at ?? 1 } }),
    enabled: at !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
  return at === undefined ? { state: undefined, error: null } : { state: data, error };
}
