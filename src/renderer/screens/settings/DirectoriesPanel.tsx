import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { SandboxDirectoryView } from '../../../core/domain/operations/filesandbox.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StatusChip, type StatusLook } from '../../components/StatusChip.tsx';
import { sayDone, sayFailed } from '../../components/toasts.ts';
import { settingsWords } from '../../strings/settings.ts';
import { AllowDirectory } from './AllowDirectory.tsx';
import styles from './panels.module.css';

const words = settingsWords.directory;

const looks: Readonly<Record<SandboxDirectoryView['state'], StatusLook>> = {
  ok: { label: words.states.ok, tone: 'good', icon: 'check' },
  missing: { label: words.states.missing, tone: 'warn', icon: 'alert' },
  denied: { label: words.states.denied, tone: 'bad', icon: 'cross' },
};

/** The directories workflows may touch; those a person added can be taken back. */
export function DirectoriesPanel() {
  const queries = useQueries();
  const cache = useQueryClient();
  const { data, error, refetch } = useQuery(queries.filesandbox.list.queryOptions({ input: {} }));
  const form = useRef<HTMLDivElement>(null);
  const [removing, setRemoving] = useState<string>();
  const remove = useMutation(
    queries.filesandbox.remove.mutationOptions({
      onSuccess: ({ path }) => {
        sayDone(words.removed(path));
      },
      onError: (failure) => {
        sayFailed(words.removeFailed, failure);
      },
      onSettled: async () => {
        setRemoving(undefined);
        await cache.invalidateQueries({ queryKey: queries.filesandbox.key() });
      },
    }),
  );

  return (
    <>
      <header className={styles['head']}>
        <h2>{settingsWords.directories}</h2>
        <p>{words.intro}</p>
      </header>
      {error !== null && data === undefined && <Failure error={error} title={words.cannotList} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton count={3} />}
      {data?.items.length === 0 && <EmptyState icon="folder" title={words.empty.title} text={words.empty.text}><Button icon="plus" onPress={() => { form.current?.querySelector('input')?.focus(); }}>{words.empty.action}</Button></EmptyState>}
      {data !== undefined && data.items.length > 0 && (
        <ul className={styles['list']}>
          {data.items.map((directory) => (
            <li key={directory.path} className={styles['item']}>
              <div className={styles['words']}>
                <code>{directory.path}</code>
                <p className={styles['soft']}>
                  {directory.write ? words.readWrite : words.read} · {words.origins[directory.origin]}
                </p>
              </div>
              <StatusChip look={looks[directory.state]} />
              {directory.origin === 'user' && (
                <Button
                  size="small"
                  look="quiet"
                  aria-label={words.removeNamed(directory.path)}
                  onPress={() => {
                    setRemoving(directory.path);
                  }}
                >
                  {words.remove}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <div ref={form}><AllowDirectory /></div>
      <ConfirmDialog
        title={words.removeTitle}
        text={<p>{words.removeText(removing ?? '')}</p>}
        action={words.removeAction}
        isOpen={removing !== undefined}
        isPending={remove.isPending}
        onClose={() => {
          setRemoving(undefined);
        }}
        onConfirm={() => {
          if (removing !== undefined) remove.mutate({ path: removing });
        }}
      />
    </>
  );
}
