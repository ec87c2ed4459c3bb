import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { Button, IconButton } from '../../../components/Button.tsx';
import { classNames } from '../../../components/class-names.ts';
import { Icon } from '../../../components/Icon.tsx';
import type { IconName } from '../../../components/icon-paths.ts';
import { clockTime } from '../../../components/time-words.ts';
import { workspaceWords as words } from '../../../strings/documents.ts';
import { DependantList } from '../acts/DependantList.tsx';
import type { Standing } from './document-head.tsx';
import type { Editing } from './editing.ts';
import styles from './Notices.module.css';
import type { Saving } from './use-saving.ts';

export interface NoticesProps {
  readonly entry: DocumentEntry;
  /** Of a document that is edited here. */
  readonly hands?: Hands;
}

export interface Hands {
  readonly editing: Editing;
  readonly state: Standing;
  readonly saving: Saving;
  readonly onMerge: () => void;
  readonly onTakeTheirs: () => void;
  readonly onDiscard: () => void;
}

/** What a person must know or decide before going on: a lock, a newer revision, changes brought back, workflows concerned. */
export function Notices({ entry, hands }: NoticesProps) {
  return (
    <div className={styles['notices']} role="status">
      {entry.lockedBy !== undefined && (
        <Notice tone="wait" icon="lock">
          <span>
            {words.lockedBy} <Link to="/runs/$id" params={{ id: entry.lockedBy }}>{entry.lockedBy.slice(-8)}</Link>. {words.lockedText}
          </span>
        </Notice>
      )}
      {hands !== undefined && <EditingNotices entry={entry} {...hands} />}
    </div>
  );
}

function EditingNotices({ entry, editing, state, saving, onMerge, onTakeTheirs, onDiscard }: Hands & Pick<NoticesProps, 'entry'>) {
  return (
    <>
      {state === 'behind' && (
        <Notice tone="live" icon="info">
          <span>
            {words.newer(entry.version, entry.modifiedBy)} {words.newerClean}
          </span>
          <Button size="small" onPress={onTakeTheirs}>
            {words.showNewest}
          </Button>
        </Notice>
      )}
      {state === 'diverged' && (
        <Notice tone="bad" icon="alert">
          <span>
            {words.newer(entry.version, entry.modifiedBy)} {words.newerModified}
          </span>
          <Button size="small" onPress={onMerge}>
            {words.merge}
          </Button>
          <Button size="small" look="quiet" onPress={onDiscard}>
            {words.takeTheirs}
          </Button>
        </Notice>
      )}
      {editing.broughtBack !== undefined && state === 'modified' && (
        <Notice tone="warn" icon="clock">
          <span>
            {words.broughtBack} {clockTime(editing.broughtBack)}.
          </span>
          <Button size="small" onPress={onDiscard}>
            {words.discard}
          </Button>
        </Notice>
      )}
      {saving.uses.dependants !== undefined && <DependantNotice dependants={saving.uses.dependants} onClose={saving.uses.hide} />}
    </>
  );
}

function DependantNotice({ dependants, onClose }: { readonly dependants: NonNullable<Saving['uses']['dependants']>; readonly onClose: () => void }) {
  const concerned = dependants.filter(({ problems }) => problems.length > 0);
  const said =
    dependants.length === 0 ? words.dependants.none : concerned.length === 0 ? words.dependants.allFine(dependants.length) : words.dependants.affected(concerned.length);
  return (
    <Notice tone={concerned.length > 0 ? 'warn' : 'good'} icon={concerned.length > 0 ? 'alert' : 'check'}>
      <div className={styles['words']}>
        <p>{said}</p>
        {dependants.length > 0 && <DependantList dependants={concerned.length > 0 ? concerned : dependants} />}
      </div>
      <IconButton icon="cross" label={words.dependants.dismiss} onPress={onClose} />
    </Notice>
  );
}

interface NoticeProps {
  readonly tone: 'good' | 'warn' | 'bad' | 'live' | 'wait';
  readonly icon: IconName;
  readonly children: ReactNode;
}

/** One sentence with what can be done about it. */
export function Notice({ tone, icon, children }: NoticeProps) {
  return (
    <div className={classNames(styles['notice'], styles[tone])}>
      <Icon name={icon} />
      {children}
    </div>
  );
}
