import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import { mostWritesAsked } from '../../../core/domain/model/draft-limits.ts';
import { normalDefinition } from '../../../core/domain/model/definition/normal-definition.ts';
import { sameJson } from '../../../core/domain/model/same-json.ts';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import type { Client } from '../../client/connect.ts';
import type { DesignerSession, HalfTyped, UnreadSource } from './designer-session.ts';
import { DraftSaver } from './draft-saver.ts';
import { type EditJournal, replay, replayed } from './journal-entry.ts';
import type { Shelf } from './journal-shelf.ts';
import { JournalWriter } from './journal-writer.ts';
import type { SavingNotices } from './saving-notices.ts';
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
  /** Shows what was left behind, as far as it goes; nothing where what is on the screen cannot be saved first, or where another window took it. */
  readonly restore: (journal: EditJournal) => Promise<'whole' | 'partly' | 'unsaved' | 'taken'>;
  readonly discard: (journal: EditJournal) => Promise<void>;
  /** The draft may have changed elsewhere. */
  readonly look: DraftSaver['look'];
  /** The draft was read for this window once more. */
  readonly read: (workflow: WorkflowView) => Promise<void>;
  /** The workflow was deleted elsewhere, by whom where that is known. */
  readonly deleted: (by?: string) => Promise<void>;
  readonly stopTrying: () => void;
  /** Saves before the page is left, and waits for that only as long as a person does: false where it is not saved by then. */
  readonly leave: () => Promise<boolean>;
  readonly isUnsaved: () => boolean;
  /** Leaves without what is unsaved. */
  readonly abandon: () => Promise<void>;
  readonly close: () => void;
}

/** How long a person rests before the host is told: of places, and of everything else. */
const restMs = { places: 500, other: 400 };

/** Whoever leaves waits no longer than this without a word. */
const leaveMs = 3000;

async function patience(): Promise<false> {
  return new Promise((resolve) => { setTimeout(() => { resolve(false); }, leaveMs); });
}

interface Rooms {
  readonly store: SessionStore;
  readonly shelf: Shelf;
  readonly journal: JournalWriter;
  readonly saver: DraftSaver;
  readonly workflows: SessionParts['workflows'];
}

/** Opens a session on a draft: edits, their journal in this browser, and the host's draft kept like the screen. */
export function createDesignerSession(parts: SessionParts): OpenSession {
  const rooms = joinedRooms(parts);
  const { store, shelf, journal, saver } = rooms;
  const { notices } = parts;
  const leaving = new AbortController();
  let isAbandoned = false;
  globalThis.addEventListener?.('pagehide', () => void journal.flush(), { signal: leaving.signal });
  return {
    get: store.get,
    subscribe: store.subscribe,
    select: store.select,
    keepSource: (source) => { keepSource(rooms, source); },
    keepHalfTyped: (field, half) => { keepHalfTyped(rooms, field, half); },
    overtaken: store.overtaken,
    named: store.named,
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
    read: saver.read,
    deleted: saver.deleted,
    stopTrying: saver.stopTrying,
    leave: async () => Promise.race([saver.now(), patience()]),
    isUnsaved: () => !isAbandoned && saver.isUnsaved(),
    async abandon() {
      isAbandoned = true;
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
  store.subscribe(() => { journal.keepTexts(store.get().halfTyped); });
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
  return { store, shelf, journal, saver, workflows };
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

function keepSource({ store, journal }: Pick<Rooms, 'store' | 'journal'>, source: UnreadSource | undefined): void {
  if (store.get().isReadOnly || source === store.get().unread) return;
  store.keepSource(source);
  journal.keepSource(source);
}

function keepHalfTyped({ store }: Pick<Rooms, 'store'>, field: string, half: HalfTyped | undefined): void {
  if (!store.get().isReadOnly) store.keepHalfTyped(field, half);
}

/** Journals of windows that are gone; one whose every step the host has, or has had, is forgotten. */
async function leftBehind({ store, shelf, workflows }: Rooms): Promise<readonly EditJournal[]> {
  const { workflow } = store.get();
  const all = await shelf.abandoned();
  const asked = all.flatMap(({ entries }) => entries.flatMap((entry) => (entry.kind === 'send' ? [entry.write] : [])));
  const { definition, wrote = [] } = asked.length === 0 ? { ...workflow, wrote: [] } : await workflows.get({ id: workflow.id, wrote: asked.slice(-mostWritesAsked) });
  const hasAll = (journal: EditJournal): boolean => {
    const last = journal.entries.at(-1);
    if (last === undefined || (last.kind === 'send' && wrote.includes(last.write))) return true;
    return replay(journal).isWhole && sameJson(normalDefinition(replayed(journal)), definition);
  };
  const isThere = (journal: EditJournal): boolean => journal.source === undefined && journal.texts === undefined && hasAll(journal);
  for (const { windowId } of all.filter(isThere)) await shelf.drop(windowId);
  return all.filter((journal) => !isThere(journal));
}

/**
 * What was left behind stands on the draft it began at, or on what it sent and the host has: where the draft is another by now,
 * saving merges it, or asks.
 */
async function restore({ store, shelf, journal, saver }: Rooms, left: EditJournal): ReturnType<OpenSession['restore']> {
  const { steps, sent, isWhole } = replay(left);
  const definition = steps.at(-1);
  if (store.get().unread !== undefined) return 'unsaved';
  const letGo = await shelf.claim(left.windowId);
  if (letGo === undefined) return 'taken';
  const onTaken = (): void => {
    journal.takeOver(left.windowId);
    if (left.source !== undefined) keepSource({ store, journal }, left.source);
    for (const [field, half] of Object.entries(left.texts ?? {})) keepHalfTyped({ store }, field, half);
  };
  const base = { revision: left.revision, definition: left.base };
  const isDone = definition === undefined ? await saver.now() : await saver.restored({ base, sent: sent.slice(-mostWritesAsked), definition, onTaken });
  if (isDone && definition === undefined) onTaken();
  // Until it is on disk here it is nobody else's: what left it holds it still.
  if (!isDone || (await journal.flush())) letGo();
  return !isDone ? 'unsaved' : isWhole ? 'whole' : 'partly';
}
