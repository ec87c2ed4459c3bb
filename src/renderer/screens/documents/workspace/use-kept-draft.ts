import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { draftShelf } from './draft-shelf.ts';
import { type Editing, type EditingAct, isModified } from './editing.ts';

/** How long typing may run ahead of what is on disk. */
const keepAfterMs = 400;

export interface KeptDraft {
  readonly id: string;
  readonly editing: Editing;
  readonly dispatch: (act: EditingAct) => void;
}

/** Puts what is typed aside in this browser, at most half a second behind; answers why it could not, if so. */
export function useKeptDraft({ id, editing, dispatch }: KeptDraft): unknown {
  const [fault, setFault] = useState<unknown>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ base: editing.base, text: editing.text, modified: isModified(editing) });
  const { base, text } = editing;
  const modified = isModified(editing);

  const keep = useEffectEvent(async () => {
    timer.current = undefined;
    const { modified: isToKeep, ...draft } = latest.current;
    const keptAt = new Date().toISOString();
    try {
      await (isToKeep ? draftShelf.keep({ documentId: id, ...draft, keptAt }) : draftShelf.drop(id));
      setFault(undefined);
      if (isToKeep) dispatch({ kind: 'kept', at: keptAt, text: draft.text });
    } catch (error) {
      setFault(error);
    }
  });

  useEffect(() => {
    latest.current = { base, text, modified };
    draftShelf.mark(id, modified);
    timer.current ??= setTimeout(() => void keep(), keepAfterMs);
  }, [id, base, text, modified]);

  useEffect(() => {
    const now = (): void => {
      if (timer.current === undefined) return;
      clearTimeout(timer.current);
      void keep();
    };
    window.addEventListener('pagehide', now);
    document.addEventListener('visibilitychange', now);
    return () => {
      window.removeEventListener('pagehide', now);
      document.removeEventListener('visibilitychange', now);
      now();
    };
  }, []);
  return fault;
}
