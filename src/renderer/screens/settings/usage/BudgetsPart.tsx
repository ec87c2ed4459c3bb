import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BudgetView } from '../../../../core/domain/operations/budgets.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { useFollowChanges } from '../../../state/use-follow-changes.ts';
import { usageWords as words } from '../../../strings/usage.ts';
import styles from '../panels.module.css';
import { BudgetDialog } from './BudgetDialog.tsx';
import { BudgetRow } from './BudgetRow.tsx';

/** Caps on what model calls may use, with what is used, reserved and left of each. */
export function BudgetsPart() {
  const queries = useQueries();
  const cache = useQueryClient();
  useFollowChanges({ of: ['budgets'], again: queries.budgets.key() });
  const { data, error, refetch } = useQuery(queries.budgets.list.queryOptions({ input: {} }));
  const [edited, setEdited] = useState<BudgetView | 'new'>();
  const [removing, setRemoving] = useState<string>();
  const remove = useMutation(
    queries.budgets.remove.mutationOptions({
      onSuccess: ({ id }) => { sayDone(words.removed(id)); },
      onError: (failure) => { sayFailed(words.removeFailed, failure); },
      onSettled: async () => {
        setRemoving(undefined);
        await cache.invalidateQueries({ queryKey: queries.budgets.key() });
      },
    }),
  );
  return (
    <section className={styles['stack']} aria-label={words.budgets}>
      <header className={styles['row']}>
        <div className={styles['head']}>
          <h2>{words.budgets}</h2>
          <p>{words.budgetsIntro}</p>
        </div>
        {data?.items.length !== 0 && (
          <Button size="small" look="primary" onPress={() => { setEdited('new'); }}>
            {words.add}
          </Button>
        )}
      </header>
      {error !== null && data === undefined && <Failure error={error} title={words.cannotList} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton count={2} />}
      {data?.items.length === 0 && (
        <EmptyState icon="flag" title={words.noBudgets.title} text={words.noBudgets.text}>
          <Button look="primary" onPress={() => { setEdited('new'); }}>{words.add}</Button>
        </EmptyState>
      )}
      {data !== undefined && data.items.length > 0 && (
        <ul className={styles['list']} aria-label={words.budgets}>
          {data.items.map((budget) => (
            <BudgetRow key={budget.id} budget={budget} onEdit={() => { setEdited(budget); }} onRemove={() => { setRemoving(budget.id); }} />
          ))}
        </ul>
      )}
      {edited !== undefined && data !== undefined && <BudgetDialog budget={edited === 'new' ? undefined : edited} onClose={() => { setEdited(undefined); }} />}
      <ConfirmDialog
        title={words.removeTitle(removing ?? '')}
        text={<p>{words.removeText}</p>}
        action={words.remove}
        isOpen={removing !== undefined}
        isPending={remove.isPending}
        onClose={() => { setRemoving(undefined); }}
        onConfirm={() => {
          if (removing !== undefined) remove.mutate({ id: removing });
        }}
      />
    </section>
  );
}
