import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ArtifactView } from '../../core/domain/operations/artifacts.ts';
import { useClient, useQueries } from '../client/ClientProvider.tsx';
import { IconButton } from '../components/Button.tsx';
import { sayDone, sayFailed } from '../components/toasts.ts';
import { runWords } from '../strings/runs.ts';

const words = runWords.artifacts;

/** Puts an artifact on the start page, or takes it from there. */
export function PinButton({ artifact }: { readonly artifact: Pick<ArtifactView, 'id' | 'name' | 'pinnedAt'> }) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const isPinned = artifact.pinnedAt !== undefined;
  const change = useMutation({
    mutationFn: () => (isPinned ? client.artifacts.unpin({ id: artifact.id }) : client.artifacts.pin({ id: artifact.id })),
    onSuccess: async () => {
      sayDone(isPinned ? words.unpinnedNow : words.pinnedNow, artifact.name);
      await cache.invalidateQueries({ queryKey: queries.artifacts.key() });
    },
    onError: (error) => {
      sayFailed(words.cannotPin, error);
    },
  });
  return (
    <IconButton
      icon={isPinned ? 'cross' : 'pin'}
      label={isPinned ? words.unpin(artifact.name) : words.pin(artifact.name)}
      isDisabled={change.isPending}
      onPress={() => {
        change.mutate();
      }}
    />
  );
}
