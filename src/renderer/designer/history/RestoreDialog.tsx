import { useState } from 'react';
import { AppError } from '../../../core/domain/model/errors.ts';
import { useClient } from '../../client/ClientProvider.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { historyWords } from '../../strings/designer-history.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { PastState } from './use-states.ts';

interface RestoreProps {
  readonly state: PastState;
  readonly isOpen: boolean;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

/** Asks before an earlier state becomes the draft again, which the host does as it does for every door. */
export function RestoreDialog({ state: { name, version, save }, isOpen, onCancel, onDone }: RestoreProps) {
  const { session, view } = useDesigner();
  const client = useClient();
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<unknown>();
  const cancel = (): void => {
    setError(undefined);
    onCancel();
  };
  const restore = async (): Promise<void> => {
    setIsPending(true);
    setError(undefined);
    try {
      const isDone = await session.letHost(async (draft) => client.workflows.restore({ ...draft, ...(version === undefined ? { save } : { version }) }));
      if (!isDone) throw new AppError('precondition_failed', historyWords.unsaved, { next: historyWords.unsavedNext });
      cancel();
      view.announce(historyWords.restored(name));
      onDone();
    } catch (fault) {
      setError(fault);
    } finally {
      setIsPending(false);
    }
  };
  return (
    <ConfirmDialog
      title={historyWords.restoreTitle(name)}
      text={
        <>
          <p>{historyWords.restoreText}</p>
          {error !== undefined && <Failure error={error} title={historyWords.cannotRestore} isInline />}
        </>
      }
      action={historyWords.restoreAction}
      isDanger={false}
      isQuick
      isOpen={isOpen}
      isPending={isPending}
      onClose={cancel}
      onConfirm={() => void restore()}
    />
  );
}
