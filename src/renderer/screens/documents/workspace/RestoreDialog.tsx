import { useMutation } from '@tanstack/react-query';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useClient } from '../../../client/ClientProvider.tsx';
import { readFailure } from '../../../client/read-failure.ts';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { revisionWords as words } from '../../../strings/documents.ts';
import { useRefreshDocuments } from '../acts/use-refresh-documents.ts';
import styles from './panel.module.css';

export interface RestoreDialogProps {
  readonly entry: DocumentEntry;
  readonly revision: number;
  /** There are changes that a restore would discard. */
  readonly isModified: boolean;
  readonly onRestored: (revision: number, text: string) => void;
  readonly onClose: () => void;
}

/** Asks before an earlier revision becomes the newest; where it does not fit the schema of now, it says so and offers it all the same. */
export function RestoreDialog({ entry: { id, version }, revision, isModified, onRestored, onClose }: RestoreDialogProps) {
  const client = useClient();
  const refresh = useRefreshDocuments();
  const restore = useMutation({
    mutationFn: async (override: boolean) => {
      await client.docs.restore({ id, revision, expectedRevision: version, override });
      return client.docs.get({ id });
    },
    onSuccess: async ({ revision: newest, text = '' }) => {
      onRestored(newest, text);
      sayDone(words.restored(newest, revision));
      onClose();
      await refresh();
    },
  });
  const { error } = restore;
  const isUnfit = error !== null && ['input_invalid', 'definition_invalid'].includes(readFailure(error).code);
  return (
    <ConfirmDialog
      title={words.restoreTitle(revision)}
      text={
        <div className={styles['list']}>
          <p>{words.restoreText}</p>
          {isModified && <p>{words.restoreUnsaved}</p>}
          {isUnfit && <p>{words.restoreProblems}</p>}
          <CommandLine command={commandWords(['docs', 'restore', id, String(revision)], isUnfit ? { override: true } : {})} />
          {error !== null && <Failure error={error} title={words.restoreFailed} isInline isNextBeside={isUnfit} />}
        </div>
      }
      action={isUnfit ? words.restoreOverride : words.restore}
      isDanger={isModified || isUnfit}
      isOpen
      isPending={restore.isPending}
      onClose={onClose}
      onConfirm={() => {
        restore.mutate(isUnfit);
      }}
    />
  );
}
