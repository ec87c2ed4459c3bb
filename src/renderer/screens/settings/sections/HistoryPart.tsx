import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Ago } from '../../../components/Ago.tsx';
import { Button } from '../../../components/Button.tsx';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { sectionWords } from '../../../strings/sections.ts';
import styles from '../panels.module.css';

const words = sectionWords.history;

/** The last changes of the settings, and the way back to each: what would differ is shown first. */
export function HistoryPart() {
  const queries = useQueries();
  const cache = useQueryClient();
  const { data, error, refetch } = useQuery(queries.settings.history.queryOptions({ input: { limit: 20 } }));
  const [restoring, setRestoring] = useState<string>();
  const looked = useMutation(queries.settings.restore.mutationOptions({ onError: (failure) => { setRestoring(undefined); sayFailed(words.restoreFailed, failure); } }));
  const restore = useMutation(
    queries.settings.restore.mutationOptions({
      onSuccess: ({ id }) => { sayDone(words.restored(id)); },
      onError: (failure) => { sayFailed(words.restoreFailed, failure); },
      onSettled: async () => {
        setRestoring(undefined);
        await cache.invalidateQueries({ queryKey: queries.settings.key() });
      },
    }),
  );
  const text = (value: unknown): string => (value === undefined ? sectionWords.absent : JSON.stringify(value));
  return (
    <section className={styles['stack']} aria-label={words.title}>
      <h3>{words.title}</h3>
      {error !== null && data === undefined && <Failure error={error} title={words.cannotShow} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton count={3} />}
      {data?.items.length === 0 && <p className={styles['soft']}>{words.none}</p>}
      {data !== undefined && data.items.length > 0 && (
        <ul className={styles['list']}>
          {data.items.map((entry) => (
            <li key={entry.id} className={styles['item']}>
              <div className={styles['words']}>
                <code>{entry.id}</code> {words.kinds[entry.kind]} {entry.paths.length > 0 && <code>{entry.paths.slice(0, 4).join(', ')}</code>}
                <p className={styles['soft']}>
                  <Ago at={entry.at} /> · {entry.where}
                  {entry.by !== undefined && <> · {entry.by}</>}
                </p>
              </div>
              <Button
                size="small"
                aria-label={words.restoreNamed(entry.id)}
                onPress={() => {
                  setRestoring(entry.id);
                  looked.mutate({ id: entry.id, dryRun: true });
                }}
              >
                {words.restore}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ConfirmDialog
        title={words.restoreTitle(restoring ?? '')}
        text={
          looked.data === undefined ? (
            <Skeleton count={2} />
          ) : looked.data.differences.length === 0 ? (
            <p>{words.same}</p>
          ) : (
            <ul className={styles['stack']}>
              {looked.data.differences.map((difference) => (
                <li key={`${difference.where} ${difference.path}`}>
                  <code>{difference.path}</code>: {text(difference.after)} <span className={styles['soft']}>({sectionWords.from} {text(difference.before)})</span>
                </li>
              ))}
            </ul>
          )
        }
        action={words.restore}
        isDanger={false}
        isOpen={restoring !== undefined}
        isPending={restore.isPending}
        onClose={() => { setRestoring(undefined); }}
        onConfirm={() => {
          if (restoring !== undefined) restore.mutate({ id: restoring });
        }}
      />
    </section>
  );
}
