import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import type { Client } from '../../client/connect.ts';
import type { DesignerSession } from './designer-session.ts';
import { DraftSaver, type SavingNotices } from './draft-saver.ts';
import { type EditJournal, replayed } from './journal-entry.ts';
import { JournalShelf } from './journal-shelf.ts';
import { JournalWriter } from './journal-writer.ts';
import { SessionStore, type Travel } from './session-store.ts';

export interface SessionNotices extends SavingNotices {
  /** An edit that cannot be done. */
  readonly refused: (error: unknown) => void;
  readonly undone: (words: string) => void;
  readonly redone: (words: string) => void;
  /** What an act changed was changed elsewhere since: neither it nor what lies behind it is undone or done again. */
  readonly overtaken: (words: string) => void;
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

interface Rooms {
  readonly store: SessionStore;
  readonly shelf: JournalShelf;
  readonly journal: JournalWriter;
  readonly saver: DraftSaver;
}

/** Opens a session on a draft: edits, their journal in this browser, and the host's draft kept like the screen. */
export function createDesignerSession(parts: SessionParts): OpenSession {
  const rooms = joinedRooms(parts);
  const { store, shelf, journal, saver } = rooms;
  const { notices } = parts;
  const leaving = new AbortController();
  globalThis.addEventListener?.('pagehide', () => void journal.flush(), { signal: leaving.signal });
  return {
    get: store.get,
    subscribe: store.subscribe,
    select: store.select,
    edit: (edit, options) => carryOut(rooms, { edit, isContinued: options?.isContinued ?? false, notices }),
    undo() {
      tell(store.undo(), notices.undone, notices);
    },
    redo() {
      tell(store.redo(), notices.redone, notices);
    },
    save: saver.now,
    leftBehind: async () => (await shelf.abandoned()).filter(({ entries }) => entries.length > 0),
    restore: async (left) => restore(rooms, left),
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
      void journal.flush().finally(() => { shelf.release(); });
    },
  };
}

function joinedRooms({ workflow, isReadOnly, workflows, notices }: SessionParts): Rooms {
  const store = new SessionStore({ workflow, isReadOnly });
  const shelf = new JournalShelf(workflow.id);
  const journal = new JournalWriter({ shelf, host: () => store.get().workflow, onFault: notices.notKept });
  const saver = new DraftSaver({
    store,
    workflows,
    notices,
    onSaved: journal.saved,
    onSending: journal.sending,
    onRebased: () => { journal.restart(store.get().definition); },
  });
  store.onStep(({ entry, isOnlyPlaces }) => {
    journal.note(entry);
    saver.later(isOnlyPlaces ? restMs.places : restMs.other);
  });
  return { store, shelf, journal, saver };
}

function tell(travel: Travel | undefined, done: (words: string) => void, { overtaken }: SessionNotices): void {
  if (travel !== undefined) (travel.isDone ? done : overtaken)(travel.words);
}

interface Act {
  readonly edit: Edit;
  readonly isContinued: boolean;
  readonly notices: SessionNotices;
}

function carryOut({ store, saver }: Rooms, { edit, isContinued, notices }: Act): boolean {
  if (store.get().isReadOnly) return false;
  try {
    store.edit(edit, isContinued);
  } catch (error) {
    notices.refused(error);
    return false;
  }
  if (edit.kind === 'replace' && edit.act === 'merge') saver.decided();
  return true;
}

/** What was left behind stands on the draft it began at: where that is an old one, saving merges it, or asks. */
async function restore({ store, shelf, journal, saver }: Rooms, left: EditJournal): Promise<void> {
  await saver.now();
  store.become(replayed(left), 'restore');
  saver.standOn({ revision: left.revision, definition: left.base });
  await journal.flush();
  await shelf.drop(left.windowId);
}
