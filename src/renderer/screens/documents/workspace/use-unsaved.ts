import { useEffect, useSyncExternalStore } from 'react';
import { sayFailed } from '../../../components/toasts.ts';
import { workspaceWords } from '../../../strings/documents.ts';
import { draftShelf } from './draft-shelf.ts';

/** Ids of documents with changes that are no revision yet. */
export function useUnsaved(): ReadonlySet<string> {
  useEffect(() => {
    draftShelf.look().catch((error: unknown) => {
      sayFailed(workspaceWords.footer.notKept, error);
    });
  }, []);
  return useSyncExternalStore(draftShelf.subscribe, draftShelf.unsaved);
}
