import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { readFailure } from '../../client/read-failure.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { designerWords } from '../../strings/designer.ts';
import type { OpenSession } from '../session/create-designer-session.ts';

const words = designerWords.leave;

/** Saves before the page is left; where that does not work, asks whether to stay, to try again or to leave without. */
export function LeaveGuard({ session }: { readonly session: OpenSession }) {
  const [isPending, setIsPending] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const blocker = useBlocker({
    shouldBlockFn: async () => session.isUnsaved() && !(await session.save()),
    enableBeforeUnload: () => session.isUnsaved(),
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return undefined;
  const stay = (): void => {
    setHasFailed(false);
    blocker.reset();
  };
  const save = async (): Promise<void> => {
    setIsPending(true);
    const isSaved = await session.save();
    setIsPending(false);
    setHasFailed(!isSaved);
    if (isSaved) blocker.proceed();
  };
  const discard = async (): Promise<void> => {
    await session.abandon();
    blocker.proceed();
  };
  const { saving } = session.get();
  return (
    <Dialog title={words.title} isOpen onClose={stay} size="small" role="alertdialog">
      <DialogBody>
        <p>{words.text}</p>
        {saving.status === 'failed' && <p>{readFailure(saving.error).message}</p>}
        {hasFailed && <p role="alert">{words.failed}</p>}
      </DialogBody>
      <DialogFooter>
        <Button onPress={stay}>{words.stay}</Button>
        <Button look="danger" onPress={() => void discard()}>
          {words.discard}
        </Button>
        <Button look="primary" isPending={isPending} onPress={() => void save()}>
          {words.save}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
