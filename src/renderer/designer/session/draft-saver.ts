import { errorFromWire } from '../../../core/domain/model/error-wire.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import type { Client } from '../../client/connect.ts';
import type { Saving } from './designer-session.ts';
import type { SessionStore } from './session-store.ts';

/** What the person at the window is told of saving. */
export interface SavingNotices {
  /** Somebody else's draft is shown now; nothing here was unsaved. */
  readonly tookTheirs: (before: JsonObject, after: JsonObject) => void;
  /** Somebody else's changes and those made here stand side by side. */
  readonly merged: (before: JsonObject, after: JsonObject) => void;
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
export class DraftSaver {
  readonly #parts: SaverParts;
  readonly #store: SessionStore;
  /** What of the screen the host has. */
  #saved: JsonObject;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #firstChangeAt: number | undefined;
  #failures = 0;
  #running: Promise<boolean> | undefined;
  #isClosed = false;

  constructor(parts: SaverParts) {
    this.#parts = parts;
    this.#store = parts.store;
    this.#saved = parts.store.get().definition;
  }

  readonly isUnsaved = (): boolean => this.#store.get().definition !== this.#saved;

  /** Something changed: it is written once this much time has gone by without another change. */
  later(pauseMs: number): void {
    if (this.#hasConflict()) return;
    const { status } = this.#store.get().saving;
    if (!this.isUnsaved()) {
      if (status === 'unsaved') this.#tell({ status: 'saved' });
      return;
    }
    this.#firstChangeAt ??= Date.now();
    if (status === 'saved') this.#tell({ status: 'unsaved' });
    // While it cannot be written at all, the pauses between the tries stand.
    if (this.#failures > 0 && this.#timer !== undefined) return;
    this.#wait(Math.min(pauseMs, Math.max(0, this.#firstChangeAt + longestMs - Date.now())));
  }

  /** Writes what is unsaved now; false where it could not. With a note it is kept in the history. */
  readonly now = async (note?: string): Promise<boolean> => {
    this.#stopWaiting();
    return this.#oneAtATime(async () => {
      if (this.#isClosed || this.#hasConflict() || this.#store.get().isReadOnly) return false;
      try {
        return await this.#write(note);
      } catch (error) {
        this.#failed(error);
        return false;
      }
    });
  };

  /** The draft may have changed elsewhere: looks, and takes it in. */
  readonly look = async (revision?: number): Promise<void> => {
    await this.#oneAtATime(async () => {
      // A write that was under way has found out by itself, unless the news is newer than what it wrote.
      const isKnown = revision !== undefined && revision <= this.#store.get().workflow.revision;
      if (this.#isClosed || isKnown || this.#hasConflict()) return false;
      try {
        const isFine = await this.#reconcile();
        if (isFine && this.isUnsaved()) this.#wait(0);
        return isFine;
      } catch {
        // The host does not answer: writing will say so, if there is anything to write.
        return false;
      }
    });
  };

  /** Gives up trying until the next edit. */
  readonly stopTrying = (): void => {
    this.#stopWaiting();
    this.#failures = 0;
  };

  /** What was decided in a conflict is on the screen: it is written over their draft from now on. */
  decided(): void {
    const { saving } = this.#store.get();
    if (saving.status === 'conflict') this.#stand(saving.theirs);
  }

  /** Something that was begun elsewhere stands on this draft, which may be an old one. */
  standOn(base: Pick<WorkflowView, 'revision' | 'definition'>): void {
    this.#stand({ ...this.#store.get().workflow, ...base });
  }

  close(): void {
    this.#isClosed = true;
    this.#stopWaiting();
  }

  #stand(workflow: WorkflowView): void {
    this.#saved = workflow.definition;
    this.#tell({ status: 'unsaved' }, workflow);
    this.#parts.onRebased();
    this.#wait(0);
  }

  async #oneAtATime(act: () => Promise<boolean>): Promise<boolean> {
    const before = this.#running ?? Promise.resolve(true);
    const own = before.then(act);
    this.#running = own;
    return own;
  }

  async #write(note: string | undefined): Promise<boolean> {
    for (;;) {
      const { workflow, definition, undo } = this.#store.get();
      if (!this.isUnsaved() && note === undefined) {
        if (this.#store.get().saving.status !== 'saved') this.#tell({ status: 'saved', at: Date.now() });
        return true;
      }
      this.#tell({ status: 'saving' });
      this.#parts.onSending(definition);
      try {
        const words = { ...(undo === undefined ? {} : { act: undo.slice(0, 200) }), ...(note === undefined ? {} : { note }) };
        this.#settled(await this.#parts.workflows.update({ id: workflow.id, definition, revision: workflow.revision, ...words }), definition);
        return true;
      } catch (error) {
        if (errorFromWire(error).code !== 'version_conflict') throw error;
        if (!(await this.#reconcile())) return false;
      }
    }
  }

  #settled(workflow: WorkflowView, sent: JsonObject): void {
    this.#saved = sent;
    if (this.#failures > 0) this.#parts.notices.recovered();
    this.#failures = 0;
    this.#firstChangeAt = undefined;
    this.#tell(this.isUnsaved() ? { status: 'unsaved' } : { status: 'saved', at: Date.now() }, workflow);
    this.#parts.onSaved(sent);
    if (this.isUnsaved()) this.#wait(0);
  }

  #failed(error: unknown): void {
    if (this.#failures === 0) this.#parts.notices.failed(error);
    this.#tell({ status: 'failed', error });
    this.#wait(retryMs[Math.min(this.#failures, retryMs.length - 1)] ?? 1000);
    this.#failures += 1;
  }

  /** Looks at the draft as it is now. False where somebody has to decide. */
  async #reconcile(): Promise<boolean> {
    const theirs = await this.#parts.workflows.get({ id: this.#store.get().workflow.id });
    try {
      await this.#takeIn(theirs);
      return true;
    } catch (error) {
      const { code } = errorFromWire(error);
      if (code === 'version_conflict') return this.#reconcile();
      if (code !== 'conflict') throw error;
      this.#tell({ status: 'conflict', theirs });
      this.#parts.notices.conflict();
      return false;
    }
  }

  /** The draft is `theirs` now: what is on the screen stands on it from here on. */
  async #takeIn(theirs: WorkflowView): Promise<void> {
    const { workflow: base, definition: ours } = this.#store.get();
    if (theirs.revision <= base.revision) {
      // Publishing changes no revision, but what the workflow is.
      if (theirs.version !== base.version || theirs.status !== base.status) this.#tell(this.#store.get().saving, theirs);
      return;
    }
    if (!this.isUnsaved()) {
      this.#show(theirs.definition, theirs);
      this.#parts.notices.tookTheirs(ours, theirs.definition);
      return;
    }
    const { definition: merged, changes } = await this.#parts.workflows.merge({ id: base.id, theirDefinition: ours, baseDefinition: base.definition, revision: theirs.revision });
    if (this.#store.get().definition !== ours) return this.#takeIn(theirs);
    // Where the merge brings nothing, their draft has all of this: a write whose answer was lost.
    if (changes.length === 0) {
      this.#show(merged, theirs);
      return;
    }
    this.#saved = theirs.definition;
    this.#tell({ status: 'unsaved' }, theirs);
    this.#store.adopt(merged);
    this.#parts.onRebased();
    this.#parts.notices.merged(ours, merged);
  }

  /** Shows what the host has. */
  #show(definition: JsonObject, workflow: WorkflowView): void {
    this.#saved = definition;
    this.#store.adopt(definition);
    this.#tell({ status: 'saved' }, workflow);
    this.#parts.onSaved(definition);
  }

  #hasConflict(): boolean {
    return this.#store.get().saving.status === 'conflict';
  }

  #tell(saving: Saving, workflow?: WorkflowView): void {
    if (!this.#isClosed) this.#store.settle(saving, workflow);
  }

  #wait(pauseMs: number): void {
    this.#stopWaiting();
    if (!this.#isClosed) this.#timer = setTimeout(() => void this.now(), pauseMs);
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
