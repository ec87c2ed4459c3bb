import { Button } from '../../components/Button.tsx';
import { StatusChip, type StatusLook } from '../../components/StatusChip.tsx';
import { clockTime } from '../../components/time-words.ts';
import { designerWords } from '../../strings/designer.ts';
import { useDesigner, useDesignerState, useDesignerView } from '../session/DesignerProvider.tsx';
import type { Saving } from '../session/designer-session.ts';

const words = designerWords.saving;

/** How the screen stands to the host's draft, as a drawing and words with the time. */
export function SavingState() {
  const { session, view } = useDesigner();
  const saving = useDesignerState((state) => state.saving);
  const hasUnread = useDesignerState((state) => state.unread !== undefined);
  const half = useDesignerState((state) => [...state.halfTyped.values()].find(({ isLost }) => isLost === undefined));
  const pane = useDesignerView((state) => state.pane);
  return (
    <>
      <StatusChip look={isCalm.has(saving.status) ? ((hasUnread && unreadLook) || (half !== undefined && halfTypedLook) || savingLook(saving)) : savingLook(saving)} isBare />
      {hasUnread && pane !== 'source' && <Button size="small" look="quiet" onPress={() => { view.set({ pane: 'source' }); }}>{words.showSource}</Button>}
      {half !== undefined && <Button size="small" look="quiet" onPress={() => { view.jump(half.where); }}>{words.showField}</Button>}
      {saving.status === 'failed' && saving.isTriedAgain && <Button size="small" look="quiet" onPress={() => void session.save()}>{words.tryNow}</Button>}
    </>
  );
}

/** Where nothing worse is to be said than that the source is not part of it. */
const isCalm: ReadonlySet<Saving['status']> = new Set(['saved', 'unsaved', 'saving']);
const halfTypedLook: StatusLook = { label: words.halfTyped, tone: 'warn', icon: 'alert' };
const unreadLook: StatusLook = { label: words.unread, tone: 'warn', icon: 'alert' };

function savingLook(saving: Saving): StatusLook {
  switch (saving.status) {
    case 'saved':
      return { label: saving.at === undefined ? words.saved : words.savedAt(clockTime(new Date(saving.at).toISOString())), tone: 'calm', icon: 'check' };
    case 'unsaved':
      return { label: words.unsaved, tone: 'calm', icon: 'clock' };
    case 'saving':
      return { label: words.saving, tone: 'calm', icon: 'clock' };
    case 'failed':
      return { label: saving.isTriedAgain ? words.retrying : words.refused, tone: 'bad', icon: 'alert' };
    case 'gone':
      return { label: words.gone, tone: 'bad', icon: 'alert' };
    case 'conflict':
      return { label: words.conflict, tone: 'warn', icon: 'branch' };
  }
}
