import { useState } from 'react';
import type { RegisteredFormat } from '../../../../core/domain/model/document-entry.ts';

const storageKey = 'aiwm.documents.preview';

export interface Preview {
  /** Whether the format has two looks at all. */
  readonly isThere: boolean;
  readonly isShown: boolean;
  readonly toggle: () => void;
}

/** Whether the drawn look of a document is shown, as it was chosen last: beside the text, or as a grid in its place. */
export function usePreview(format: RegisteredFormat): Preview {
  const isThere = format === 'md' || format === 'html' || format === 'csv' || format === 'tsv';
  const [isWanted, setIsWanted] = useState(() => localStorage.getItem(storageKey) !== 'off');
  return {
    isThere,
    isShown: isThere && isWanted,
    toggle() {
      if (!isThere) return;
      localStorage.setItem(storageKey, isWanted ? 'off' : 'on');
      setIsWanted(!isWanted);
    },
  };
}
