import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import { normalDefinition } from '../../../core/domain/model/definition/normal-definition.ts';
import { sameJson } from '../../../core/domain/model/same-json.ts';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import type { Client } from '../../client/connect.ts';
import type { DesignerSession } from './designer-session.ts';
import { DraftSaver, type SavingNotices } from './draft-saver.ts';
import { type EditJournal, replay, replayed } from './journal-entry.ts';
import type { Shelf } from './journal-shelf.ts';
import { JournalWriter } from './journal-writer.ts';
import { SessionStore, type Travel } from './session-store.ts';

export interface SessionNotices extends SavingNotices {
  /** An edit that cannot be done. */
  readonly refused: (error: unknown) => void;
  readonly undone: (words: string) => void;
  readonly redone: (words: string) => void;
  /** What an act changed was changed elsewhere since: it is not undone or done again, the next one is what lies behind it. */
  readonly overtaken: (words: string) => void;
  /** This browser cannot keep a journal. */
  readonly notKept: (error: unknown) => void;
}

export interface SessionParts {
  readonly workflow: WorkflowView;
  readonly isReadOnly: boolean;
  readonly workflows: Pick<Client['workflows'], 'update' | 'get'>;
  /** Where edits are kept until the host has them. */
  readonly shelf: Shelf;
  readonly notices: SessionNotices;
}

/** A designer's session with what only the frame around it does. */
export interface OpenSession extends DesignerSession {
  /** Edits of windows that are gone, the last ones first; the host does not have them. */
  readonly leftBehind: () => Promise<readonly EditJournal[]>;
  /** Shows what was left behind, as far as it goes; nothing where what is on the screen cannot be saved first. */
  readonly restore: (journal: EditJournal) => Promise<'whole' | 'partly' | 'unsaved'>;
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
  readonly shelf: Shelf;
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
    letHost: saver.letHost,
    leftBehind: async () => leftBehind(rooms),
    restore: async (left) => restore(rooms, left),
    discard: async ({ windowId }) => shelf.drop(windowId),
    look: saver.look,
    stopTrying: saver.stopTrying,
    isUnsaved: saver.isUnsaved,
    async abandon() {
      void saver.close();
      await journal.stop();
      await shelf.dropOwn();
    },
    close() {
      leaving.abort();
      void journal.flush();
      // What is left counts as left behind once nothing of it can become saved any more.
      void saver.close().then(journal.flush.bind(journal)).finally(() => { shelf.release(); });
    },
  };
}

function joinedRooms({ workflow, isReadOnly, workflows, notices, shelf }: SessionParts): Rooms {
  const store = new SessionStore({ workflow, isReadOnly });
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

/** Journals of windows that are gone; one whose every step the host has is forgotten. */
async function leftBehind({ store, shelf }: Rooms): Promise<readonly EditJournal[]> {
  const { definition } = store.get().workflow;
  const isThere = (journal: EditJournal): boolean => journal.entries.length === 0 || (replay(journal).isWhole && sameJson(normalDefinition(replayed(journal)), definition));
  const all = await shelf.abandoned();
  for (const { windowId } of all.filter(isThere)) await shelf.drop(windowId);
  return all.filter((journal) => !isThere(journal));
}

/**
 * What was left behind stands on the draft it began at, or on any step of its own that the host had meanwhile: where the draft
 * is another by now, saving merges it, or asks.
 */
async function restore({ store, shelf, journal, saver }: Rooms, left: EditJournal): ReturnType<OpenSession['restore']> {
  if (!(await saver.now())) return 'unsaved';
  const { steps, isWhole } = replay(left);
  store.become(steps.at(-1) ?? left.base, 'restore');
  saver.restored({ revision: left.revision, definition: left.base }, steps);
  // It stands in two journals rather than in none.
  if (await journal.flush()) await shelf.drop(left.windowId);
  return isWhole ? 'whole' : 'partly';
}
