import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ServerView } from '../../../../core/domain/operations/servers.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { canChangeServer } from '../../../client/work-server.ts';
import { Button } from '../../../components/Button.tsx';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { serverWords as words } from '../../../strings/servers.ts';
import styles from '../panels.module.css';
import { AddServerDialog } from './AddServerDialog.tsx';
import { ServerRow } from './ServerRow.tsx';
import { WorkHere } from './WorkHere.tsx';

/** Servers elsewhere: which are kept, which the window works on, and the way to another. */
export function ServersPanel() {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.servers.list.queryOptions({ input: {} }));
  const [isAdding, setIsAdding] = useState(false);
  const [removing, setRemoving] = useState<string>();
  const add = (
    <Button look="primary" onPress={() => { setIsAdding(true); }}>
      {words.add}
    </Button>
  );
  return (
    <>
      <header className={styles['head']}>
        <h2>{words.title}</h2>
        <p>{words.intro}</p>
      </header>
      {error !== null && data === undefined && <Failure error={error} title={words.cannotList} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton count={2} />}
      {data?.items.length === 0 && (
        <EmptyState icon="plug" title={words.empty.title} text={words.empty.text}>
          {add}
        </EmptyState>
      )}
      {data !== undefined && data.items.length > 0 && (
        <>
          <Kept items={data.items} onRemove={setRemoving} />
          <div>{add}</div>
        </>
      )}
      {isAdding && <AddServerDialog onClose={() => { setIsAdding(false); }} />}
      <RemoveServer name={removing} onClose={() => { setRemoving(undefined); }} />
    </>
  );
}

function Kept({ items, onRemove }: { readonly items: readonly ServerView[]; readonly onRemove: (name: string) => void }) {
  return (
    <ul className={styles['list']} aria-label={words.list}>
      {canChangeServer && (
        <li className={styles['item']} aria-label={words.here}>
          <div className={styles['words']}>
            <strong>{words.here}</strong>
            <p className={styles['soft']}>{words.hereText}</p>
          </div>
          <WorkHere server={null} />
        </li>
      )}
      {items.map((server) => (
        <ServerRow key={server.name} server={server} onRemove={() => { onRemove(server.name); }} />
      ))}
    </ul>
  );
}

function RemoveServer({ name, onClose }: { readonly name: string | undefined; readonly onClose: () => void }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const remove = useMutation(
    queries.servers.remove.mutationOptions({
      onSuccess: (removed) => { sayDone(words.removed(removed.name)); },
      onError: (failure) => { sayFailed(words.removeFailed, failure); },
      onSettled: async () => {
        onClose();
        await cache.invalidateQueries({ queryKey: queries.servers.key() });
      },
    }),
  );
  return (
    <ConfirmDialog
      title={words.removeTitle(name ?? '')}
      text={<p>{words.removeText}</p>}
      action={words.remove}
      isOpen={name !== undefined}
      isPending={remove.isPending}
      onClose={onClose}
      onConfirm={() => {
        if (name !== undefined) remove.mutate({ name });
      }}
    />
  );
}
