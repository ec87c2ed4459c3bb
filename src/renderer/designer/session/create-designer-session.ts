import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import type { Client } from '../../client/connect.ts';
import type { DesignerSession } from './designer-session.ts';
import { createDraftSaver, type SavingNotices } from './draft-saver.ts';
import { type EditJournal, replayed } from './journal-entry.ts';
import { JournalShelf } from './journal-shelf.ts';
import { createJournalWriter } from './journal-writer.ts';
import { createSessionStore, type Step } from './session-store.ts';

export interface SessionNotices extends SavingNotices {
  /** An edit that cannot be done. */
  readonly refused: (error: unknown) => void;
  readonly undone: (words: string) => void;
  readonly redone: (words: string) => void;
  /** This browser cannot keep a journal. */
  readonly notKept: (error: unknown) => void;
}

export interface SessionParts {
  readonly workflow: WorkflowView;
  readonly isReadOnly: boolean;
  readonly workflows: Pick<Client['workflows'], 'update' | 'get' | 'merge'>;
  readonly notices: SessionNotices;
}

/** A designer's session with what only the frame around it does. */
export interface OpenSession extends DesignerSession {
  /** Edits of windows that are gone, the last ones first; the host does not have them. */
  readonly leftBehind: () => Promise<readonly EditJournal[]>;
  readonly restore: (journal: EditJournal) => Promise<void>;
  readonly discard: (journal: EditJournal) => Promise<void>;
  /** The draft may have changed elsewhere. */
  readonly look: (revision?: number) => Promise<void>;
  readonly stopTrying: () => void;
  readonly isUnsaved: () => boolean;
  /** Leaves without what is unsaved. */
  readonly abandon: () => Promise<void>;
  readonly close: () => void;
}

/** How long a person rests before the host is told: of places, and of everything else. */
const restMs = { places: 500, other: 400 };

/** Opens a session on a draft: edits, their journal in this browser, and the host's draft kept like the screen. */
export function createDesignerSession({ workflow, isReadOnly, workflows, notices }: SessionParts): OpenSession {
  const store = createSessionStore({ workflow, isReadOnly });
  const shelf = new JournalShelf(workflow.id);
  const journal = createJournalWriter({ shelf, host: () => store.get().workflow, onFault: notices.notKept });
  const saver = createDraftSaver({
    store,
    workflows,
    notices,
    onSaved: journal.saved,
    onSending: journal.sending,
    onRebased: () => { journal.restart(store.get().definition); },
  });
  store.onStep(({ entry, isOnlyPlaces }: Step) => {
    journal.note(entry);
    saver.later(isOnlyPlaces ? restMs.places : restMs.other);
  });
  const flush = (): void => void journal.flush();
  const leaving = new AbortController();
  globalThis.addEventListener?.('pagehide', flush, { signal: leaving.signal });

  return {
    get: store.get,
    subscribe: store.subscribe,
    select: store.select,
    edit(edit, options) {
      if (store.get().isReadOnly) return false;
      try {
        store.edit(edit, options?.isContinued ?? false);
      } catch (error) {
        notices.refused(error);
        return false;
      }
      if (edit.kind === 'replace' && edit.act === 'merge') saver.decided();
      return true;
    },
    undo() {
      const words = store.undo();
      if (words !== undefined) notices.undone(words);
    },
    redo() {
      const words = store.redo();
      if (words !== undefined) notices.redone(words);
    },
    save: saver.now,
    leftBehind: async () => (await shelf.abandoned()).filter(({ entries }) => entries.length > 0),
    async restore(left) {
      await saver.now();
      const ours = replayed(left);
      store.become(ours, 'restore');
      saver.standOn({ revision: left.revision, definition: left.base });
      await journal.flush();
      await shelf.drop(left.windowId);
    },
    discard: async ({ windowId }) => shelf.drop(windowId),
    look: saver.look,
    stopTrying: saver.stopTrying,
    isUnsaved: saver.isUnsaved,
    async abandon() {
      saver.close();
      await journal.flush();
      await shelf.dropOwn();
    },
    close() {
      saver.close();
      leaving.abort();
      void journal.flush().then(() => { shelf.release(); });
    },
  };
}
