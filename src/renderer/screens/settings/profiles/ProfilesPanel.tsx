import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProfileView } from '../../../../core/domain/operations/profiles.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { useFollowChanges } from '../../../state/use-follow-changes.ts';
import { profileWords as words } from '../../../strings/sections.ts';
import styles from '../panels.module.css';
import { CreateProfile } from './CreateProfile.tsx';

/** Named sets of settings: which there are, which one counts. */
export function ProfilesPanel() {
  const queries = useQueries();
  const cache = useQueryClient();
  useFollowChanges({ of: ['profiles'], again: queries.profiles.key() });
  const { data, error, refetch } = useQuery(queries.profiles.list.queryOptions({ input: {} }));
  const [removing, setRemoving] = useState<string>();
  const refresh = async (): Promise<void> => {
    setRemoving(undefined);
    await cache.invalidateQueries();
  };
  const use = useMutation(queries.profiles.use.mutationOptions({ onSuccess: ({ name }) => { sayDone(words.used(name)); }, onError: (failure) => { sayFailed(words.chooseFailed, failure); }, onSettled: refresh }));
  const remove = useMutation(queries.profiles.remove.mutationOptions({ onSuccess: ({ name }) => { sayDone(words.removed(name)); }, onError: (failure) => { sayFailed(words.removeFailed, failure); }, onSettled: refresh }));
  return (
    <>
      <header className={styles['head']}>
        <h2>{words.title}</h2>
        <p>{words.intro}</p>
      </header>
      {error !== null && data === undefined && <Failure error={error} title={words.cannotList} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton count={2} />}
      {data !== undefined && (
        <>
          <ul className={styles['list']} aria-label={words.title}>
            {data.items.map((profile) => (
              <ProfileRow key={profile.name} profile={profile} isPending={use.isPending} onUse={() => { use.mutate({ name: profile.name }); }} onRemove={() => { setRemoving(profile.name); }} />
            ))}
          </ul>
          <p className={styles['soft']}>{words.chosenBy(data.source)}</p>
          <CreateProfile names={data.items.map(({ name }) => name)} />
        </>
      )}
      <ConfirmDialog
        title={words.removeTitle(removing ?? '')}
        text={<p>{words.removeText}</p>}
        action={words.remove}
        isOpen={removing !== undefined}
        isPending={remove.isPending}
        onClose={() => { setRemoving(undefined); }}
        onConfirm={() => {
          if (removing !== undefined) remove.mutate({ name: removing });
        }}
      />
    </>
  );
}

interface ProfileRowProps {
  readonly profile: ProfileView;
  readonly isPending: boolean;
  readonly onUse: () => void;
  readonly onRemove: () => void;
}

function ProfileRow({ profile, isPending, onUse, onRemove }: ProfileRowProps) {
  return (
    <li className={styles['item']} aria-label={profile.name}>
      <div className={styles['words']}>
        <strong>{profile.name}</strong>
        {profile.description !== '' && <p>{profile.description}</p>}
        <p className={styles['soft']}>{profile.sections.length === 0 ? words.saysNothing : words.says(profile.sections.join(', '))}</p>
      </div>
      {profile.active ? (
        <StatusChip look={{ label: words.active, tone: 'live', icon: 'check' }} />
      ) : (
        <>
          <Button size="small" isPending={isPending} aria-label={words.chooseNamed(profile.name)} onPress={onUse}>
            {words.choose}
          </Button>
          {profile.name !== 'default' && (
            <Button size="small" look="quiet" aria-label={words.removeNamed(profile.name)} onPress={onRemove}>
              {words.remove}
            </Button>
          )}
        </>
      )}
    </li>
  );
}
