import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { sayFailed } from '../../../components/toasts.ts';
import { homeWords } from '../../../strings/home.ts';
import { firstStepsOf, type Offered } from './offered-steps.ts';

const input = { section: 'appearance' };

/** Undefined until the settings are known. */
export function useFirstSteps(): { readonly offered: Offered | undefined; readonly offer: (next: Exclude<Offered, 'folder'>) => void } {
  const queries = useQueries();
  const cache = useQueryClient();
  const { data } = useQuery(queries.settings.get.queryOptions({ input, staleTime: 60_000 }));
  const save = useMutation(
    queries.settings.set.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: queries.settings.key() }),
      onError: (error) => { sayFailed(homeWords.folder.notKept, error); },
    }),
  );
  const kept = data === undefined ? undefined : firstStepsOf(data.value);
  return {
    // What was just said holds at once.
    offered: save.isPending ? firstStepsOf({ firstSteps: String(save.variables.value) }) : kept,
    offer: (next) => { save.mutate({ section: 'appearance.firstSteps', value: next }); },
  };
}
