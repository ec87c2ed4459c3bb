import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { sayFailed } from '../../components/toasts.ts';
import { AppError } from '../../../core/domain/model/errors.ts';
import { designerWords } from '../../strings/designer.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';

export interface SavedFirstProps {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Shows a window once the host has the draft as it stands on the screen; says why where it cannot. */
export function SavedFirst({ onClose, children }: SavedFirstProps) {
  const { session } = useDesigner();
  const [isSaved, setIsSaved] = useState(session.get().isReadOnly);
  const refuse = useEffectEvent(() => {
    const { saving } = session.get();
    onClose();
    sayFailed(designerWords.saving.notYet, saving.status === 'failed' ? saving.error : new AppError('conflict', designerWords.obstacles.conflict));
  });
  useEffect(() => {
    const gone = new AbortController();
    const save = async (): Promise<void> => {
      const saved = await session.save();
      if (gone.signal.aborted) return;
      if (saved) setIsSaved(true);
      else refuse();
    };
    if (!session.get().isReadOnly) void save();
    return () => {
      gone.abort();
    };
  }, [session]);
  return isSaved ? children : undefined;
}
