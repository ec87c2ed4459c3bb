import { errorFromWire } from '../../../core/domain/model/error-wire.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import type { Client } from '../../client/connect.ts';
import type { SessionStore } from './session-store.ts';

/** What the person at the window is told of saving. */
export interface SavingNotices {
  /** Somebody else's draft is shown now; nothing here was unsaved. */
  readonly tookTheirs: () => void;
  /** Somebody else's changes and those made here stand side by side. */
  readonly merged: () => void;
  readonly conflict: () => void;
  readonly failed: (error: unknown) => void;
  /** A save that had failed went through. */
  readonly recovered: () => void;
}

export interface SaverParts {
  readonly workflows: Pick<Client['workflows'], 'update' | 'get' | 'merge'>;
  readonly store: SessionStore;
  readonly notices: SavingNotices;
  /** The host has this definition now: what stands in the journal up to the time it was sent may go. */
  readonly onSaved: (definition: JsonObject) => void;
  readonly onSending: (definition: JsonObject) => void;
  /** What is on the screen stands on another draft from now on. */
  readonly onRebased: () => void;
}

export interface DraftSaver {
  /** Something changed: it is written once this much time has gone by without another change. */
  readonly later: (pauseMs: number) => void;
  /** Writes what is unsaved now; false where it could not. */
  readonly now: (note?: string) => Promise<boolean>;
  /** The draft may have changed elsewhere: looks, and takes it in. */
  readonly look: (revision?: number) => Promise<void>;
  /** Gives up trying until the next edit. */
  readonly stopTrying: () => void;
  /** What was decided in a conflict is on the screen: it is written over their draft from now on. */
  readonly decided: () => void;
  /** Something that was begun elsewhere stands on this draft, which may be an old one. */
  readonly standOn: (base: Pick<WorkflowView, 'revision' | 'definition'>) => void;
  readonly isUnsaved: () => boolean;
  readonly close: () => void;
}

const retryMs = [1000, 2000, 4000, 8000, 15_000] as const;
/** Typing without a pause is written this often all the same. */
const longestMs = 2000;

/**
 * Keeps the host's draft like the screen. One call at a time; every write names the revision it goes over, so nobody's draft
 * is overwritten unseen.
 *
 * - saved → unsaved by an edit → saving when the person rests → saved.
 * - saving → failed where the host does not answer or refuses: tried again, with longer and longer pauses, until it works or a
 *   person stops it; the next edit begins anew.
 * - saving → the draft is another by now: what was done here and there is merged by the host, then written; where both touched
 *   the same place → conflict, and nothing is written until a person has decided.
 */
export function createDraftSaver(parts: SaverParts): DraftSaver {
  const { store, workflows, notices } = parts;
  let savedDefinition = store.get().definition;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstChangeAt: number | undefined;
  let failures = 0;
  let running: Promise<boolean> | undefined;
  let isClosed = false;

  const isUnsaved = (): boolean => store.get().definition !== savedDefinition;
  const hasConflict = (): boolean => store.get().saving.status === 'conflict';
  const tell: SessionStore['settle'] = (saving, workflow) => {
    if (!isClosed) store.settle(saving, workflow);
  };
  const wait = (pauseMs: number): void => {
    clearTimeout(timer);
    timer = isClosed ? undefined : setTimeout(() => void now(), pauseMs);
  };
  const settled = (workflow: WorkflowView, sent: JsonObject): void => {
    savedDefinition = sent;
    if (failures > 0) notices.recovered();
    failures = 0;
    firstChangeAt = undefined;
    tell(isUnsaved() ? { status: 'unsaved' } : { status: 'saved', at: Date.now() }, workflow);
    parts.onSaved(sent);
    if (isUnsaved()) wait(0);
  };

  /** The draft is `theirs` now. True where what is on the screen stands on it. */
  const takeIn = async (theirs: WorkflowView): Promise<boolean> => {
    const { workflow: base, definition: ours } = store.get();
    if (theirs.revision <= base.revision) return true;
    if (!isUnsaved()) {
      savedDefinition = theirs.definition;
      store.become(theirs.definition, 'merge');
      tell({ status: 'saved' }, theirs);
      parts.onSaved(theirs.definition);
      notices.tookTheirs();
      return true;
    }
    const { definition: merged, changes } = await workflows.merge({ id: base.id, theirDefinition: ours, baseDefinition: base.definition, revision: theirs.revision });
    if (store.get().definition !== ours) return takeIn(theirs);
    // Where the merge brings nothing, their draft has all of this: a write whose answer was lost.
    savedDefinition = changes.length === 0 ? merged : theirs.definition;
    tell({ status: 'unsaved' }, theirs);
    store.become(merged, 'merge');
    if (changes.length === 0) {
      tell({ status: 'saved', at: Date.now() });
      parts.onSaved(merged);
    } else {
      parts.onRebased();
      notices.merged();
    }
    return true;
  };

  /** Looks at the draft as it is now. False where somebody has to decide. */
  const reconcile = async (): Promise<boolean> => {
    const theirs = await workflows.get({ id: store.get().workflow.id });
    try {
      return await takeIn(theirs);
    } catch (error) {
      const { code } = errorFromWire(error);
      if (code === 'version_conflict') return reconcile();
      if (code !== 'conflict') throw error;
      tell({ status: 'conflict', theirs });
      notices.conflict();
      return false;
    }
  };

  const write = async (note: string | undefined): Promise<boolean> => {
    for (;;) {
      const { workflow, definition } = store.get();
      if (!isUnsaved() && note === undefined) {
        if (store.get().saving.status !== 'saved') tell({ status: 'saved', at: Date.now() });
        return true;
      }
      tell({ status: 'saving' });
      parts.onSending(definition);
      try {
        settled(await workflows.update({ id: workflow.id, definition, revision: workflow.revision, ...(note === undefined ? {} : { note }) }), definition);
        return true;
      } catch (error) {
        if (errorFromWire(error).code !== 'version_conflict') throw error;
        if (!(await reconcile())) return false;
      }
    }
  };

  const attempt = async (note: string | undefined): Promise<boolean> => {
    try {
      return await write(note);
    } catch (error) {
      if (failures === 0) notices.failed(error);
      tell({ status: 'failed', error });
      wait(retryMs[Math.min(failures, retryMs.length - 1)] ?? 1000);
      failures += 1;
      return false;
    }
  };

  async function now(note?: string): Promise<boolean> {
    clearTimeout(timer);
    timer = undefined;
    while (running !== undefined) await running;
    if (isClosed || hasConflict() || store.get().isReadOnly) return false;
    running = attempt(note);
    try {
      return await running;
    } finally {
      running = undefined;
    }
  }

  return {
    later(pauseMs) {
      if (hasConflict()) return;
      if (!isUnsaved()) {
        if (store.get().saving.status === 'unsaved') tell({ status: 'saved' });
        return;
      }
      firstChangeAt ??= Date.now();
      if (store.get().saving.status === 'saved') tell({ status: 'unsaved' });
      // While it cannot be written at all, the pauses between the tries stand.
      if (failures > 0 && timer !== undefined) return;
      wait(Math.min(pauseMs, Math.max(0, firstChangeAt + longestMs - Date.now())));
    },
    now,
    async look(revision) {
      // A write that is under way finds out by itself, unless the news is newer than what it wrote.
      while (running !== undefined) await running;
      if (isClosed || hasConflict()) return;
      if (revision !== undefined && revision <= store.get().workflow.revision) return;
      running = (async () => {
        try {
          const isFine = await reconcile();
          if (isFine && isUnsaved()) wait(0);
          return isFine;
        } catch {
          // The host does not answer: writing will say so, if there is anything to write.
          return false;
        }
      })();
      try {
        await running;
      } finally {
        running = undefined;
      }
    },
    stopTrying() {
      clearTimeout(timer);
      timer = undefined;
      failures = 0;
    },
    decided() {
      const { saving } = store.get();
      if (saving.status !== 'conflict') return;
      savedDefinition = saving.theirs.definition;
      tell({ status: 'unsaved' }, saving.theirs);
      parts.onRebased();
      wait(0);
    },
    standOn({ revision, definition }) {
      savedDefinition = definition;
      tell({ status: 'unsaved' }, { ...store.get().workflow, revision, definition });
      parts.onRebased();
      wait(0);
    },
    isUnsaved,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
