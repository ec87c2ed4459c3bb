import { Button } from '../../components/Button.tsx';
import { StatusChip, type StatusLook } from '../../components/StatusChip.tsx';
import { clockTime } from '../../components/time-words.ts';
import { designerWords } from '../../strings/designer.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import type { Saving } from '../session/designer-session.ts';

const words = designerWords.saving;

/** How the screen stands to the host's draft, as a drawing and words with the time. */
export function SavingState() {
  const { session } = useDesigner();
  const saving = useDesignerState((state) => state.saving);
  return (
    <>
      <StatusChip look={savingLook(saving)} isBare />
      {saving.status === 'failed' && <Button size="small" look="quiet" onPress={() => void session.save()}>{words.tryNow}</Button>}
    </>
  );
}

function savingLook(saving: Saving): StatusLook {
  switch (saving.status) {
    case 'saved':
      return { label: saving.at === undefined ? words.saved : words.savedAt(clockTime(new Date(saving.at).toISOString())), tone: 'calm', icon: 'check' };
    case 'unsaved':
      return { label: words.unsaved, tone: 'calm', icon: 'clock' };
    case 'saving':
      return { label: words.saving, tone: 'calm', icon: 'clock' };
    case 'failed':
      return { label: words.retrying, tone: 'bad', icon: 'alert' };
    case 'conflict':
      return { label: words.conflict, tone: 'warn', icon: 'branch' };
  }
}
