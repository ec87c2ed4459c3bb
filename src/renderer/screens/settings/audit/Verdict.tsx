import type { useClient } from '../../../client/ClientProvider.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { settingsWords } from '../../../strings/settings.ts';
import styles from '../panels.module.css';

const words = settingsWords.trail;
type Verified = Awaited<ReturnType<ReturnType<typeof useClient>['audit']['verify']>>;

/** What verifying found: the row that was tampered with, or the last row to note down elsewhere. */
export function Verdict({ verdict: { intact, rows, head, fault } }: { readonly verdict: Verified }) {
  return (
    <div role="status" className={styles['stack']}>
      <p>
        <StatusChip look={intact ? { label: words.intact(rows), tone: 'good', icon: 'check' } : { label: words.broken, tone: 'bad', icon: 'cross' }} />
      </p>
      {fault !== undefined && (
        <p className={styles['words']}>
          {words.faults[fault.kind](fault.id)} {fault.message}
        </p>
      )}
      {head !== undefined && (
        <p className={styles['words']}>
          <span className={styles['soft']}>{words.head(head.id)}</span> <code>{head.hash}</code>
        </p>
      )}
    </div>
  );
}
