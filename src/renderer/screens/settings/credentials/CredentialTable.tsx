import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CredentialView } from '../../../../core/domain/operations/credentials.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Ago } from '../../../components/Ago.tsx';
import { Button } from '../../../components/Button.tsx';
import { StatusChip, type StatusLook } from '../../../components/StatusChip.tsx';
import { durationWords, fullTime } from '../../../components/time-words.ts';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { credentialWords as words } from '../../../strings/credentials.ts';
import styles from '../panels.module.css';
import { keyName, oneKey } from './key-name.ts';

const looks: Readonly<Record<CredentialView['state'], StatusLook>> = {
  valid: { label: words.states.valid, tone: 'good', icon: 'check' },
  untested: { label: words.states.untested, tone: 'calm', icon: 'info' },
  expires_soon: { label: words.states.expires_soon, tone: 'warn', icon: 'clock' },
  expired: { label: words.states.expired, tone: 'bad', icon: 'cross' },
};

export interface CredentialTableProps {
  readonly items: readonly CredentialView[];
  readonly isOpen: boolean;
  readonly onRotate: (credential: CredentialView) => void;
  readonly onRemove: (credential: CredentialView) => void;
}

/** What is known of the kept keys; of the keys themselves nothing. */
export function CredentialTable({ items, ...rest }: CredentialTableProps) {
  return (
    <ul className={styles['list']} aria-label={words.keys}>
      {items.map((credential) => (
        <CredentialRow key={credential.id} credential={credential} {...rest} />
      ))}
    </ul>
  );
}

function CredentialRow({ credential, isOpen, onRotate, onRemove }: Omit<CredentialTableProps, 'items'> & { readonly credential: CredentialView }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const name = keyName(credential);
  const test = useMutation(
    queries.credentials.test.mutationOptions({
      onSuccess: ({ latencyMs }) => { sayDone(words.tested(name, durationWords(latencyMs))); },
      onError: (failure) => { sayFailed(words.testFailed, failure); },
      onSettled: () => cache.invalidateQueries({ queryKey: queries.credentials.key() }),
    }),
  );
  const notes = [credential.description, credential.profile === undefined ? undefined : words.profile(credential.profile)].filter(Boolean);
  return (
    <li className={styles['item']} aria-label={name}>
      <div className={styles['words']}>
        <strong>{name}</strong> {credential.isDefault && <span className={styles['soft']}>{words.isDefaultMark}</span>}
        {notes.length > 0 && <p className={styles['soft']}>{notes.join(' · ')}</p>}
        <p className={styles['soft']}>
          {words.masked} · {words.fingerprint} <code>{credential.fingerprint}</code>
          {credential.testedAt !== undefined && <> · {words.columns.tested} <Ago at={credential.testedAt} /></>}
          {credential.expiresAt !== undefined && <> · {words.columns.expires} {fullTime(credential.expiresAt)}</>}
          {credential.graceUntil !== undefined && <> · {words.grace} {fullTime(credential.graceUntil)}</>}
        </p>
      </div>
      {credential.environment !== undefined && <StatusChip look={{ label: credential.environment, tone: 'calm', icon: 'flag' }} />}
      <StatusChip look={looks[credential.state]} />
      {isOpen && (
        <>
          <Button size="small" isPending={test.isPending} aria-label={words.testNamed(name)} onPress={() => { test.mutate(oneKey(credential)); }}>
            {words.test}
          </Button>
          <Button size="small" aria-label={words.rotateNamed(name)} onPress={() => { onRotate(credential); }}>
            {words.rotate}
          </Button>
          <Button size="small" look="quiet" aria-label={words.removeNamed(name)} onPress={() => { onRemove(credential); }}>
            {words.remove}
          </Button>
        </>
      )}
    </li>
  );
}
