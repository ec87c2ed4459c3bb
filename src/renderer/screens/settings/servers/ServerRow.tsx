import { useMutation } from '@tanstack/react-query';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { AppError } from '../../../../core/domain/model/errors.ts';
import { present } from '../../../../core/domain/model/present.ts';
import type { ReachedView, ServerView } from '../../../../core/domain/operations/servers.ts';
import { useClient } from '../../../client/ClientProvider.tsx';
import { canChangeServer } from '../../../client/work-server.ts';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { serverWords as words } from '../../../strings/servers.ts';
import styles from '../panels.module.css';
import { WorkHere } from './WorkHere.tsx';

/** One server: where it is, how it is reached, and what can be done with it. */
export function ServerRow({ server, onRemove }: { readonly server: ServerView; readonly onRemove: () => void }) {
  const { name, url, hasToken, hasAuthority } = server;
  const client = useClient();
  const test = useMutation({
    mutationFn: () => client.servers.test({ name }),
    onSuccess: tell,
    onError: (failure) => { sayFailed(words.notReached(name), failure); },
  });
  return (
    <li className={styles['item']} aria-label={name}>
      <div className={styles['words']}>
        <strong>{name}</strong> <code>{url}</code>
        {hasAuthority && <p className={styles['soft']}>{words.ownAuthority}</p>}
        {!canChangeServer && (
          <>
            <p className={styles['caption']}>{words.cli}</p>
            <CommandLine command={commandWords(['--server', name, 'runs', 'list'], {})} />
          </>
        )}
      </div>
      {!hasToken && <StatusChip look={{ label: words.noToken, tone: 'warn', icon: 'alert' }} />}
      {hasToken && canChangeServer && <WorkHere server={name} />}
      {hasToken && (
        <Button size="small" look="quiet" aria-label={words.testNamed(name)} isPending={test.isPending} onPress={() => { test.mutate(); }}>
          {words.test}
        </Button>
      )}
      <Button size="small" look="quiet" aria-label={words.removeNamed(name)} onPress={onRemove}>
        {words.remove}
      </Button>
    </li>
  );
}

function tell({ name, ok, problem, next, version, sameVersion }: ReachedView): void {
  if (!ok) sayFailed(words.notReached(name), new AppError('connector_unavailable', problem ?? '', present({ next })));
  else if (version === undefined) sayDone(words.reachedOld(name));
  else sayDone(sameVersion === true ? words.reached(name, version) : words.otherVersion(name, version));
}
