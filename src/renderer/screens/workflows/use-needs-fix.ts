import { useQueries as useEachQuery } from '@tanstack/react-query';
import type { WorkflowSummary } from '../../../core/domain/operations/workflows.ts';
import { useQueries } from '../../client/ClientProvider.tsx';

/** Ids of workflows whose draft has errors; each draft is checked once for as long as it stays as it is. */
export function useNeedsFix(workflows: readonly WorkflowSummary[], isWanted: boolean): { readonly ids: ReadonlySet<string>; readonly isChecking: boolean } {
  const queries = useQueries();
  const checks = useEachQuery({
    queries: workflows.map(({ id, revision }) => ({
      ...queries.workflows.verify.queryOptions({ input: { id } }),
      queryKey: ['needs-fix', id, revision],
      enabled: isWanted,
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const ids = workflows.filter((_workflow, at) => checks[at]?.data?.publishable === false).map(({ id }) => id);
  return { ids: new Set(ids), isChecking: isWanted && checks.some(({ isPending }) => isPending) };
}
