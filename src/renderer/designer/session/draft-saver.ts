/* Longer than others: it is one machine, whose states say nothing without each other. */
import { mergeDefinitions } from '../../../core/domain/model/definition/merge-definitions.ts';
import { normalDefinition } from '../../../core/domain/model/definition/normal-definition.ts';
import { additionsApart } from '../../../core/domain/model/edit/additions-apart.ts';
import { errorFromWire } from '../../../core/domain/model/error-wire.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { sameJson } from '../../../core/domain/model/same-json.ts';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import type { Client } from '../../client/connect.ts';
import type { HostWrite, Saving } from './designer-session.ts';
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
  readonly workflows: Pick<Client['workflows'], 'update' | 'get'>;
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

/** So often in a row the draft may be another by the time it is written; then there is a pause. */
const mostRounds = 8;

type HostDraft = Pick<WorkflowView, 'revision' | 'definition'>;

/**
 * Keeps the host's draft like the screen. Its state: the base (`store.workflow`, the host's draft that the screen stands on),
 * what of the screen is in it (`saved`), what was sent and may have arrived (`adrift`), and whether it is closed.
 *
 * - The screen is the base and what was done here; what the base lacks of it stands in the journal, whose head is the base. So
 *   the base never moves without the journal, both at once.
 * - A write names the base's revision: it goes over no draft that was not looked at. A draft is another one where its number
 *   or its content is another, whichever is the higher: a host may have been put back to an earlier state.
 * - Another draft moves the base: nothing unsaved → it is shown; it is what was sent from here, the answer lost → the rest
 *   stands on it; else both are merged, here and at once, so that nothing can be typed meanwhile. Where both touched the same
 *   place → conflict: the base stays, nothing is written, until a person has decided.
 * - One call at a time. Where the host does not answer, refuses, or has another draft again and again → failed, with longer and
 *   longer pauses until it works or a person stops it; the next edit begins anew.
 * - Closed: the answer that is awaited still moves the base, and nothing is asked after it. What is unsaved is the journal's.
 */
export class DraftSaver {
  readonly #parts: SaverParts;
  readonly #store: SessionStore;
  /** What of the screen the host has. */
  #saved: JsonObject;
  /** What was sent over the base without an answer: the draft may be any of these by now. */
  #adrift: readonly JsonObject[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #firstChangeAt: number | undefined;
  #failures = 0;
  #running: Promise<boolean> = Promise.resolve(true);
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

  /** Writes what is unsaved now, and what comes meanwhile: true where nothing is unsaved after it. With a note it is kept in the history. */
  readonly now = async (note?: string): Promise<boolean> => {
    this.#stopWaiting();
    return this.#oneAtATime(async () => (this.#store.get().isReadOnly ? false : this.#write(note)));
  };

  /** Once nothing is unsaved the host writes the draft itself; what it is then is on the screen, as an act of this window. */
  readonly letHost = async (write: HostWrite): Promise<boolean> => {
    this.#stopWaiting();
    const refused: unknown[] = [];
    const isDone = await this.#oneAtATime(async () => {
      if (this.#store.get().isReadOnly || !(await this.#write(undefined))) return false;
      const { workflow } = this.#store.get();
      try {
        await write(workflow);
      } catch (error) {
        refused.push(error);
        return false;
      }
      return this.#takeInOwn(await this.#parts.workflows.get({ id: workflow.id }));
    });
    if (refused.length > 0) throw refused[0];
    return isDone;
  };

  /** The draft may have changed elsewhere: looks, and takes it in. */
  readonly look = async (revision?: number): Promise<void> => {
    await this.#oneAtATime(async () => {
      const { workflow: before } = this.#store.get();
      // A write that was under way has found out by itself, unless the news is another than what it wrote.
      if (revision === before.revision) return false;
      try {
        await this.#reconcile();
      } catch {
        // The host does not answer: writing will say so, if there is anything to write.
        return false;
      }
      if (this.#store.get().workflow.revision !== before.revision && this.isUnsaved() && !this.#hasConflict()) this.#wait(0);
      return true;
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
    if (saving.status !== 'conflict') return;
    this.#standOn(saving.theirs, saving.theirs.definition);
    this.#wait(0);
  }

  /** What is on the screen was begun elsewhere, on this draft, which may be an old one; the host may have had any of `sent` since. */
  restored(base: HostDraft, sent: readonly JsonObject[]): void {
    this.#standOn({ ...this.#store.get().workflow, ...base }, base.definition);
    this.#adrift = sent;
    this.#wait(0);
  }

  /** Done when no answer is awaited any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopWaiting();
    await this.#running;
  }

  async #oneAtATime(act: () => Promise<boolean>): Promise<boolean> {
    const guarded = async (): Promise<boolean> => {
      if (this.#isClosed || this.#hasConflict()) return false;
      try {
        return await act();
      } catch (error) {
        this.#failed(error);
        return false;
      }
    };
    this.#running = this.#running.then(guarded);
    return this.#running;
  }

  async #write(given: string | undefined): Promise<boolean> {
    let note = given;
    let refused: unknown;
    for (let rounds = 0; rounds < mostRounds; ) {
      if (!this.isUnsaved() && note === undefined) {
        if (this.#store.get().saving.status !== 'saved') this.#tell({ status: 'saved', at: Date.now() });
        return true;
      }
      // oxlint-disable-next-line no-await-in-loop -- one call at a time
      refused = await this.#send(note);
      if (refused === undefined) note = undefined;
      else rounds += 1;
      // oxlint-disable-next-line no-await-in-loop -- as above
      if (this.#isClosed || (refused !== undefined && !(await this.#reconcile()))) return !this.isUnsaved();
    }
    throw refused;
  }

  /** Undefined where the host took it, else why it did not, the draft being another by now. */
  async #send(note: string | undefined): Promise<unknown> {
    const { workflow, definition, undo } = this.#store.get();
    this.#tell({ status: 'saving' });
    this.#parts.onSending(definition);
    const before = this.#adrift;
    this.#adrift = [...before, definition];
    try {
      const words = { ...(undo === undefined ? {} : { act: undo.slice(0, 200) }), ...(note === undefined ? {} : { note }) };
      this.#settled(await this.#parts.workflows.update({ id: workflow.id, definition, revision: workflow.revision, ...words }), definition);
      return undefined;
    } catch (error) {
      if (errorFromWire(error).code !== 'version_conflict') throw error;
      this.#adrift = before;
      return error;
    }
  }

  #settled(workflow: WorkflowView, sent: JsonObject): void {
    this.#saved = sent;
    this.#adrift = [];
    if (this.#failures > 0 && !this.#isClosed) this.#parts.notices.recovered();
    this.#failures = 0;
    this.#firstChangeAt = undefined;
    this.#tell(this.isUnsaved() ? { status: 'unsaved' } : { status: 'saved', at: Date.now() }, workflow);
    this.#parts.onSaved(sent);
  }

  #failed(error: unknown): void {
    this.#tell({ status: 'failed', error });
    if (this.#isClosed) return;
    if (this.#failures === 0) this.#parts.notices.failed(error);
    this.#wait(retryMs[Math.min(this.#failures, retryMs.length - 1)] ?? 1000);
    this.#failures += 1;
  }

  /** Looks at the draft as it is now, and takes it in. False where somebody has to decide, or nobody is there any more. */
  async #reconcile(): Promise<boolean> {
    const theirs = await this.#parts.workflows.get({ id: this.#store.get().workflow.id });
    return !this.#isClosed && this.#takeIn(theirs);
  }

  /** What the host wrote for this window; where something was typed meanwhile, both are merged. */
  #takeInOwn(theirs: WorkflowView): boolean {
    if (this.#isClosed) return true;
    if (this.isUnsaved()) return this.#takeIn(theirs);
    this.#store.become(theirs.definition, 'restore');
    this.#stopWaiting();
    this.#settled(theirs, this.#store.get().definition);
    return true;
  }

  #takeIn(theirs: WorkflowView): boolean {
    const { workflow: base, definition: screen, saving } = this.#store.get();
    if (sameJson(theirs.definition, base.definition)) {
      // Publishing leaves the draft as it is, but not its number, nor what the workflow is.
      const isOther = theirs.revision !== base.revision;
      if (isOther || theirs.version !== base.version || theirs.status !== base.status) this.#tell(saving, theirs);
      if (isOther && this.isUnsaved()) this.#parts.onRebased();
      return true;
    }
    if (!this.isUnsaved()) {
      this.#show(theirs);
      this.#parts.notices.tookTheirs(screen, theirs.definition);
      return true;
    }
    const arrived = this.#adrift.findLast((sent) => sameJson(normalDefinition(sent), theirs.definition));
    if (arrived === undefined) return this.#merge(theirs);
    if (arrived === screen) this.#show(theirs);
    else this.#standOn(theirs, arrived);
    return true;
  }

  #merge(theirs: WorkflowView): boolean {
    const { workflow: { definition: base }, definition: screen } = this.#store.get();
    // What was added there under an id that something here has as well is another thing, unless it may be this very one.
    if (this.#adrift.length === 0) this.#store.rename(additionsApart({ base, ours: screen, theirs: theirs.definition }));
    const ours = this.#store.get().definition;
    const { definition: merged } = mergeDefinitions({ base, ours: theirs.definition, theirs: normalDefinition(ours) });
    if (merged === undefined) {
      if (ours !== screen) this.#parts.onRebased();
      this.#tell({ status: 'conflict', theirs });
      this.#parts.notices.conflict();
      return false;
    }
    // Where the merge brings nothing, their draft has all of this.
    if (sameJson(merged, theirs.definition)) {
      this.#show(theirs);
      return true;
    }
    this.#store.adopt(merged);
    this.#standOn(theirs, theirs.definition);
    this.#parts.notices.merged(screen, merged);
    return true;
  }

  /** Shows what the host has. */
  #show(theirs: WorkflowView): void {
    this.#store.adopt(theirs.definition);
    this.#settled(theirs, theirs.definition);
  }

  /** What is on the screen stands on this draft, which has `saved` of it. */
  #standOn(base: WorkflowView, saved: JsonObject): void {
    this.#saved = saved;
    this.#adrift = [];
    this.#tell({ status: 'unsaved' }, base);
    this.#parts.onRebased();
  }

  #hasConflict(): boolean {
    return this.#store.get().saving.status === 'conflict';
  }

  #tell(saving: Saving, workflow?: WorkflowView): void {
    this.#store.settle(saving, workflow);
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
