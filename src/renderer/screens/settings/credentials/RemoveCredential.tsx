import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CredentialView } from '../../../../core/domain/operations/credentials.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { credentialWords as words } from '../../../strings/credentials.ts';
import { keyName, oneKey } from './key-name.ts';

/** Says what comes of removing a key, and removes it. */
export function RemoveCredential({ credential, onClose }: { readonly credential: CredentialView | undefined; readonly onClose: () => void }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const remove = useMutation(
    queries.credentials.remove.mutationOptions({
      onSuccess: (removed) => { sayDone(words.removed(keyName(removed))); },
      onError: (failure) => { sayFailed(words.removeFailed, failure); },
      onSettled: async () => {
        onClose();
        await Promise.all([queries.credentials, queries.connectors].map((area) => cache.invalidateQueries({ queryKey: area.key() })));
      },
    }),
  );
  return (
    <ConfirmDialog
      title={words.removeTitle(credential === undefined ? '' : keyName(credential))}
      text={<p>{words.removeText(credential?.connector ?? '')}</p>}
      action={words.remove}
      isOpen={credential !== undefined}
      isPending={remove.isPending}
      onClose={onClose}
      onConfirm={() => {
        if (credential !== undefined) remove.mutate(oneKey(credential));
      }}
    />
  );
}
