import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { WorkflowPlace } from '../../../core/domain/model/page-address.ts';
import { readFailure } from '../../client/read-failure.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { designerWords } from '../../strings/designer.ts';
import type { OpenSession } from '../session/create-designer-session.ts';
import type { DesignerState } from '../session/designer-session.ts';
import type { DesignerView } from '../session/designer-view.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';

const words = designerWords.leave;

/** Saves before the page is left; where that does not work, asks whether to stay and see to what is in the way, or to leave without. */
export function LeaveGuard({ session }: { readonly session: OpenSession }) {
  const { view } = useDesigner();
  const [isPending, setIsPending] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const isUnsaved = (): boolean => session.isUnsaved() || session.get().unread !== undefined || session.get().halfTyped.size > 0;
  const blocker = useBlocker({
    // Another place of the same workflow is no way out of it.
    shouldBlockFn: async ({ current, next }) => !isSamePage(current, next, session.get().workflow.slug) && isUnsaved() && (!(await session.leave()) || isUnsaved()),
    enableBeforeUnload: isUnsaved,
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
    if (isSaved && !isUnsaved()) blocker.proceed();
  };
  const discard = async (): Promise<void> => {
    await session.abandon();
    blocker.proceed();
  };
  const { saving } = session.get();
  const obstacle = obstacleOf(session.get());
  return (
    <Dialog title={words.title} isOpen onClose={stay} size="small" role="alertdialog">
      <DialogBody>
        <p>{saving.status === 'gone' ? designerWords.gone.leave : (obstacle?.text ?? words.text)}</p>
        {saving.status === 'failed' && <p>{readFailure(saving.error).message}</p>}
        {hasFailed && <p role="alert">{words.failed}</p>}
      </DialogBody>
      <DialogFooter>
        <Button onPress={stay}>{words.stay}</Button>
        <Button look="danger" onPress={() => void discard()}>
          {words.discard}
        </Button>
        {saving.status === 'gone' ? undefined : obstacle === undefined ? (
          <Button look="primary" isPending={isPending} onPress={() => void save()}>
            {words.save}
          </Button>
        ) : (
          <Button look="primary" onPress={() => { stay(); obstacle.show(view); }}>
            {obstacle.action}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}

interface Page {
  readonly pathname: string;
  readonly search: unknown;
}

/** Under another name it is the same workflow, too. */
function isSamePage(one: Page, other: Page, slug: string): boolean {
  return [one.pathname, `/workflows/${slug}`].includes(other.pathname) && WorkflowPlace.parse(one.search).version === WorkflowPlace.parse(other.search).version;
}

interface Obstacle {
  readonly text: string;
  readonly action: string;
  /** Where a person sees to it. */
  readonly show: (view: DesignerView) => void;
}

/** What only a person can clear away; undefined where saving may work by itself. */
function obstacleOf({ saving, unread, halfTyped }: DesignerState): Obstacle | undefined {
  if (saving.status === 'conflict') return { text: words.conflict, action: designerWords.conflict.action, show: (view) => { view.set({ dialog: { name: 'merge' } }); } };
  const isSaved = saving.status === 'saved';
  const [half] = halfTyped.values();
  if (half?.isLost === true && isSaved) return { text: designerWords.lostText.leaving(half.label), action: designerWords.lostText.look, show: () => undefined };
  if (half !== undefined && isSaved) return { text: words.halfTyped, action: words.finish, show: (view) => { view.jump(half.where); } };
  return unread !== undefined && isSaved ? { text: words.unread, action: designerWords.saving.showSource, show: (view) => { view.set({ pane: 'source' }); } } : undefined;
}
