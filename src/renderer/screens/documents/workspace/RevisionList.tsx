import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { DocumentEntry, DocumentRevision } from '../../../../core/domain/operations/document-shapes.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Ago } from '../../../components/Ago.tsx';
import { Button, IconButton } from '../../../components/Button.tsx';
import { classNames } from '../../../components/class-names.ts';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { Failure } from '../../../components/Failure.tsx';
import fieldStyles from '../../../components/fields/fields.module.css';
import { SelectBar } from '../../../components/fields/ChoiceInput.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { byteWords } from '../../../components/time-words.ts';
import { sayFailed } from '../../../components/toasts.ts';
import { useFollowChanges } from '../../../state/use-follow-changes.ts';
import { revisionWords as words } from '../../../strings/documents.ts';
import { useRefreshDocuments } from '../acts/use-refresh-documents.ts';
import { documentAreas } from '../document-areas.ts';
import { CompareDialog } from './CompareDialog.tsx';
import styles from './panel.module.css';
import { RestoreDialog } from './RestoreDialog.tsx';

export interface RevisionListProps {
  readonly entry: DocumentEntry;
  /** There are changes that a restore would discard. */
  readonly isModified: boolean;
  readonly onRestored: (revision: number, text: string) => void;
}

/** Every state of a document: compare any two, restore one, recommend one. */
export function RevisionList({ entry, isModified, onRestored }: RevisionListProps) {
  const queries = useQueries();
  const refresh = useRefreshDocuments();
  useFollowChanges({ of: documentAreas, again: queries.docs.revisions.key({ input: { id: entry.id } }) });
  const { data, error, refetch } = useQuery(queries.docs.revisions.queryOptions({ input: { id: entry.id }, refetchOnWindowFocus: 'always' }));
  const [compared, setCompared] = useState<{ readonly from: number; readonly to: number }>();
  const [restoring, setRestoring] = useState<number>();
  const pin = useMutation(
    queries.docs.update.mutationOptions({
      onSuccess: refresh,
      onError: (failure) => {
        sayFailed(words.pinFailed, failure);
      },
    }),
  );

  if (error !== null && data === undefined) return <Failure error={error} title={words.cannotList} onRetry={() => void refetch()} isInline />;
  if (data === undefined) return <Skeleton count={3} />;
  return (
    <>
      {data.items.length > 1 && (
        <CompareBar
          revisions={data.items}
          onCompare={(from, to) => {
            setCompared({ from, to });
          }}
        />
      )}
      <ul className={styles['list']}>
        {data.items.map((each) => (
          <RevisionRow
            key={each.revision}
            revision={each}
            isNewest={each.revision === entry.version}
            isLocked={entry.lockedBy !== undefined}
            onAct={(act) => {
              if (act === 'compare') setCompared({ from: each.revision, to: entry.version });
              else if (act === 'restore') setRestoring(each.revision);
              else pin.mutate({ id: entry.id, pinnedRevision: act === 'pin' ? each.revision : null });
            }}
          />
        ))}
      </ul>
      {data.removed > 0 && <p>{words.removed(data.removed)}</p>}
      <CommandLine command={commandWords(['docs', 'revisions', entry.id])} />
      {compared !== undefined && (
        <CompareDialog
          entry={entry}
          {...compared}
          onClose={() => {
            setCompared(undefined);
          }}
        />
      )}
      {restoring !== undefined && (
        <RestoreDialog
          entry={entry}
          revision={restoring}
          isModified={isModified}
          onRestored={onRestored}
          onClose={() => {
            setRestoring(undefined);
          }}
        />
      )}
    </>
  );
}

type RevisionAct = 'compare' | 'restore' | 'pin' | 'unpin';

interface RevisionRowProps {
  readonly revision: DocumentRevision;
  readonly isNewest: boolean;
  readonly isLocked: boolean;
  readonly onAct: (act: RevisionAct) => void;
}

function RevisionRow({ revision, isNewest, isLocked, onAct }: RevisionRowProps) {
  const acts: readonly RevisionAct[] = [...(isNewest ? [] : (['compare'] as const)), ...(isNewest || isLocked ? [] : (['restore'] as const)), revision.pinned ? 'unpin' : 'pin'];
  return (
    <li className={styles['revision']}>
      <span className={styles['title']}>
        <strong>{words.revision(revision.revision)}</strong>
        {isNewest && <StatusChip look={{ label: words.newest, tone: 'calm', icon: 'check' }} isBare />}
        {revision.pinned && <StatusChip look={{ label: words.pinned, tone: 'good', icon: 'flag' }} isBare />}
      </span>
      <span className={styles['soft']}>
        <Ago at={revision.at} /> {words.by(revision.author)} · {byteWords(revision.bytes)}
        {revision.restoredFrom !== undefined && ` · ${words.restoredFrom(revision.restoredFrom)}`}
        {revision.note !== '' && ` · ${revision.note}`}
      </span>
      <MenuTrigger>
        <IconButton icon="more" label={words.actions(revision.revision)} />
        <Popover className={classNames(fieldStyles['popover'])} placement="bottom end">
          <Menu
            className={classNames(fieldStyles['list'])}
            onAction={(key) => {
              const act = acts.find((each) => each === key);
              if (act !== undefined) onAct(act);
            }}
          >
            {acts.map((act) => (
              <MenuItem key={act} id={act} className={classNames(fieldStyles['item'])}>
                {words.act[act]}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </li>
  );
}

interface CompareBarProps {
  readonly revisions: readonly DocumentRevision[];
  readonly onCompare: (from: number, to: number) => void;
}

function CompareBar({ revisions, onCompare }: CompareBarProps) {
  const [newest = 1, before = 1] = revisions.map(({ revision }) => revision);
  const [from, setFrom] = useState<number>();
  const [to, setTo] = useState<number>();
  const choices = revisions.map(({ revision }) => ({ value: String(revision), label: words.revision(revision) }));
  return (
    <div role="group" aria-label={words.compare} className={styles['compare']}>
      <SelectBar label={words.compareFrom} value={String(from ?? before)} choices={choices} onChange={(value) => { setFrom(Number(value)); }} />
      <SelectBar label={words.compareTo} value={String(to ?? newest)} choices={choices} onChange={(value) => { setTo(Number(value)); }} />
      <Button
        isDisabled={(from ?? before) === (to ?? newest)}
        onPress={() => {
          onCompare(from ?? before, to ?? newest);
        }}
      >
        {words.compare}
      </Button>
    </div>
  );
}
