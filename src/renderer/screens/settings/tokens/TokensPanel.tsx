import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TokenView } from '../../../../core/domain/operations/tokens.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Ago } from '../../../components/Ago.tsx';
import { Button } from '../../../components/Button.tsx';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { StatusChip, type StatusLook } from '../../../components/StatusChip.tsx';
import { fullTime } from '../../../components/time-words.ts';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { tokenWords as words } from '../../../strings/tokens.ts';
import styles from '../panels.module.css';
import { MakeTokenDialog } from './MakeTokenDialog.tsx';

const looks: Readonly<Record<TokenView['state'], StatusLook>> = {
  valid: { label: words.states.valid, tone: 'good', icon: 'check' },
  expired: { label: words.states.expired, tone: 'warn', icon: 'clock' },
  revoked: { label: words.states.revoked, tone: 'calm', icon: 'cross' },
};

/** Tokens of programs: which there are, what each may do, and an end for them. */
export function TokensPanel() {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.tokens.list.queryOptions({ input: {} }));
  const [isMaking, setIsMaking] = useState(false);
  const [revoking, setRevoking] = useState<string>();
  const make = (
    <Button look="primary" onPress={() => { setIsMaking(true); }}>
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
          {make}
        </EmptyState>
      )}
      {data !== undefined && data.items.length > 0 && (
        <>
          <ul className={styles['list']} aria-label={words.list}>
            {data.items.map((token) => (
              <TokenRow key={token.name} token={token} onRevoke={() => { setRevoking(token.name); }} />
            ))}
          </ul>
          <div>{make}</div>
        </>
      )}
      {isMaking && <MakeTokenDialog onClose={() => { setIsMaking(false); }} />}
      <RevokeToken name={revoking} onClose={() => { setRevoking(undefined); }} />
    </>
  );
}

function TokenRow({ token, onRevoke }: { readonly token: TokenView; readonly onRevoke: () => void }) {
  return (
    <li className={styles['item']} aria-label={token.name}>
      <div className={styles['words']}>
        <strong>{token.name}</strong> <code>{token.scopes.join(' ')}</code>
        {token.description !== '' && <p>{token.description}</p>}
        <p className={styles['soft']}>
          {words.expires(fullTime(token.expiresAt))} · {token.lastUsedAt === undefined ? words.neverUsed : <>{words.used} <Ago at={token.lastUsedAt} /></>} · {words.madeBy(token.createdBy)}
        </p>
      </div>
      <StatusChip look={looks[token.state]} />
      {token.state === 'valid' && (
        <Button size="small" look="quiet" aria-label={words.revokeNamed(token.name)} onPress={onRevoke}>
          {words.revoke}
        </Button>
      )}
    </li>
  );
}

function RevokeToken({ name, onClose }: { readonly name: string | undefined; readonly onClose: () => void }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const revoke = useMutation(
    queries.tokens.revoke.mutationOptions({
      onSuccess: (revoked) => { sayDone(words.revoked(revoked.name)); },
      onError: (failure) => { sayFailed(words.revokeFailed, failure); },
      onSettled: async () => {
        onClose();
        await cache.invalidateQueries({ queryKey: queries.tokens.key() });
      },
    }),
  );
  return (
    <ConfirmDialog
      title={words.revokeTitle(name ?? '')}
      text={<p>{words.revokeText}</p>}
      action={words.revoke}
      isOpen={name !== undefined}
      isPending={revoke.isPending}
      onClose={onClose}
      onConfirm={() => {
        if (name !== undefined) revoke.mutate({ name });
      }}
    />
  );
}
