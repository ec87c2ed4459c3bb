import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CredentialView } from '../../../../core/domain/operations/credentials.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { credentialWords as words } from '../../../strings/credentials.ts';
import { useFollowVault } from '../../../state/use-follow-vault.ts';
import styles from '../panels.module.css';
import { AddCredentialDialog } from './AddCredentialDialog.tsx';
import { CredentialTable } from './CredentialTable.tsx';
import { RemoveCredential } from './RemoveCredential.tsx';
import { RotateDialog } from './RotateDialog.tsx';
import { VaultPart } from './VaultPart.tsx';

/** The vault, and what is known of the keys in it. */
export function CredentialsPanel() {
  const queries = useQueries();
  useFollowVault();
  const vault = useQuery(queries.vault.status.queryOptions({ input: {} }));
  const keys = useQuery(queries.credentials.list.queryOptions({ input: {} }));
  const [isAdding, setIsAdding] = useState(false);
  const [rotating, setRotating] = useState<CredentialView>();
  const [removing, setRemoving] = useState<CredentialView>();
  const isOpen = vault.data?.state === 'keychain' || vault.data?.state === 'password';
  return (
    <>
      <header className={styles['head']}>
        <h2>{words.title}</h2>
        <p>{words.intro}</p>
      </header>
      {vault.error !== null && vault.data === undefined && <Failure error={vault.error} title={words.vault.cannotShow} onRetry={() => void vault.refetch()} />}
      {vault.data === undefined && vault.error === null && <Skeleton count={1} />}
      {vault.data !== undefined && <VaultPart vault={vault.data} />}
      <header className={styles['row']}>
        <h3>{words.keys}</h3>
        {isOpen && keys.data?.items.length !== 0 && (
          <Button size="small" look="primary" onPress={() => { setIsAdding(true); }}>
            {words.add}
          </Button>
        )}
      </header>
      {vault.data !== undefined && !isOpen && <p className={styles['soft']}>{words.addFirst}</p>}
      {keys.error !== null && keys.data === undefined && <Failure error={keys.error} title={words.cannotList} onRetry={() => void keys.refetch()} />}
      {keys.data === undefined && keys.error === null && <Skeleton count={2} />}
      {keys.data?.items.length === 0 && (
        <EmptyState icon="plug" title={words.empty.title} text={words.empty.text}>
          {isOpen && <Button look="primary" onPress={() => { setIsAdding(true); }}>{words.add}</Button>}
        </EmptyState>
      )}
      {keys.data !== undefined && keys.data.items.length > 0 && <CredentialTable items={keys.data.items} isOpen={isOpen} onRotate={setRotating} onRemove={setRemoving} />}
      {isAdding && <AddCredentialDialog onClose={() => { setIsAdding(false); }} />}
      {rotating !== undefined && <RotateDialog credential={rotating} onClose={() => { setRotating(undefined); }} />}
      <RemoveCredential credential={removing} onClose={() => { setRemoving(undefined); }} />
    </>
  );
}
