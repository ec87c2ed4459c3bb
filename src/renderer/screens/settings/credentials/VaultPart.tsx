import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { VaultView } from '../../../../core/domain/operations/vault.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { StatusChip, type StatusLook } from '../../../components/StatusChip.tsx';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { credentialWords } from '../../../strings/credentials.ts';
import styles from '../panels.module.css';
import { ChangePasswordDialog } from './ChangePasswordDialog.tsx';
import { SetUpVault } from './SetUpVault.tsx';
import { UnlockVault } from './UnlockVault.tsx';

const words = credentialWords.vault;

const looks: Readonly<Record<VaultView['state'], StatusLook>> = {
  keychain: { label: words.states.keychain, tone: 'good', icon: 'check' },
  password: { label: words.states.password, tone: 'good', icon: 'check' },
  locked: { label: words.states.locked, tone: 'warn', icon: 'alert' },
  absent: { label: words.states.absent, tone: 'calm', icon: 'info' },
};

/** What opens the vault and whether it is open, with the step that comes next. */
export function VaultPart({ vault }: { readonly vault: VaultView }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const [isChanging, setIsChanging] = useState(false);
  const lock = useMutation(
    queries.vault.lock.mutationOptions({
      onSuccess: (view) => {
        sayDone(words.locked);
        cache.setQueryData(queries.vault.status.queryKey({ input: {} }), view);
      },
      onError: (failure) => { sayFailed(words.lockFailed, failure); },
    }),
  );
  return (
    <section className={styles['list']} aria-label={words.title}>
      <div className={styles['item']}>
        <div className={styles['words']}>
          <strong>{words.title}</strong>
          <p className={styles['soft']}>{vault.detail}</p>
        </div>
        <span role="status">
          <StatusChip look={looks[vault.state]} />
        </span>
        {vault.state === 'password' && (
          <Button size="small" look="quiet" onPress={() => { setIsChanging(true); }}>
            {words.change}
          </Button>
        )}
        {(vault.state === 'password' || vault.state === 'keychain') && (
          <Button size="small" isPending={lock.isPending} onPress={() => { lock.mutate({}); }}>
            {words.lock}
          </Button>
        )}
        {vault.state === 'absent' && <SetUpVault hasKeychain={vault.keychainAvailable} />}
        {vault.state === 'locked' && <UnlockVault hasKeychain={vault.keychainAvailable} />}
      </div>
      {isChanging && <ChangePasswordDialog onClose={() => { setIsChanging(false); }} />}
    </section>
  );
}
