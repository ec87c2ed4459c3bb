/* Longer than others: it is one machine, whose states say nothing without each other. */
import { normalDefinition } from '../../../core/domain/model/definition/normal-definition.ts';
import { cutText } from '../../../core/domain/model/cut-text.ts';
import { longestAct, mostWritesAsked } from '../../../core/domain/model/draft-limits.ts';
import { errorFromWire } from '../../../core/domain/model/error-wire.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { sameJson } from '../../../core/domain/model/same-json.ts';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import { AdriftWrites, type Sending } from './adrift-writes.ts';
import { besideTheirs } from './beside-theirs.ts';
import { CheckpointNote } from './checkpoint-note.ts';
import { inTime } from './in-time.ts';
import { HostWriteInDoubt } from './host-write.ts';
import type { HostWrite, Saving } from './designer-session.ts';
import { isGone, mayHaveArrived, willNeverWork } from './refused-write.ts';
import { longestMs, mostRounds, retryMs } from './saver-pace.ts';
import type { HostDraft, LeftDraft, SaverParts } from './saver-parts.ts';
import type { SessionStore } from './session-store.ts';

/**
 * Keeps the host's draft like the screen. Its state: the base (`store.workflow`, the host's draft that the screen stands on),
 * what of the screen is in it (`saved`), what was sent over it without an answer (`adrift`), and whether it is closed.
 *
 * - The screen is the base and what was done here; what the base lacks of it stands in the journal, whose head is the base. So
 *   the base never moves without the journal, both at once.
 * - A write names the base's revision: it goes over no draft that was not looked at. A draft is another one where its number
 *   or its content is another, whichever is the higher: a host may have been put back to an earlier state.
 * - A write has a name, which the host keeps with it, and which stands in the journal before it is sent. While one has no
 *   answer nothing counts as saved: the very same is sent again under its name, or the host is asked whether it arrived. One
 *   that did is the base of all that was done since; one that did not is remembered until the base moves, for it may still be
 *   on its way.
 * - Another draft moves the base: nothing unsaved → it is shown; else both are merged, here and at once, so that nothing can be
 *   typed meanwhile. Where both touched the same place → conflict: the base stays, nothing is written, until a person has
 *   decided, or either side is another that does not touch: what both go on to do is looked at meanwhile.
 * - A note is kept until a draft with it has arrived, and goes with whatever is written next: until then nothing counts as saved.
 * - What a window that is gone left is merged with the draft before it is shown, as one act on what is on the screen: the base
 *   does not go back for it, unless both touched the same place and somebody has to decide.
 * - One call at a time, and each only for so long: then it counts as one without an answer. Where the host does not answer,
 *   or has another draft again and again → failed, with longer and longer pauses until it works or a person stops it; where it
 *   refuses what it will always refuse → failed without another try. The next edit begins anew. Where it has no such workflow
 *   any more → gone: nothing is written from then on.
 * - Closed: the answer that is awaited still moves the base, and nothing is asked after it. What is unsaved is the journal's.
 */
export class DraftSaver {
  readonly #parts: SaverParts;
  readonly #store: SessionStore;
  /** What of the screen the host has. */
  #saved: JsonObject;
  /** What was sent over the base. */
  readonly #adrift = new AdriftWrites();
  readonly #note = new CheckpointNote();
  readonly #hostWrite = new HostWriteInDoubt();
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

  readonly isUnsaved = (): boolean => this.#note.given !== undefined || this.#isAhead();

  /** Something changed: it is written once this much time has gone by without another change. */
  later(pauseMs: number): void {
    const { status } = this.#store.get().saving;
    if (status === 'gone') return;
    if (status === 'conflict') {
      // What was done may have ended it.
      this.#wait(pauseMs);
      return;
    }
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
    return this.#oneAtATime(async () => {
      if (note !== undefined && !(this.#note.isKept(note, this.#store.get().definition) && !this.isUnsaved())) this.#note.given = note;
      return this.#mayWrite() && this.#write();
    });
  };

  /** Once nothing is unsaved the host writes the draft itself; what it is then is on the screen, as an act of this window. */
  readonly letHost = async (write: HostWrite): Promise<boolean> => {
    this.#stopWaiting();
    const refused: unknown[] = [];
    const isDone = await this.#oneAtATime(async () => {
      if (!this.#mayWrite() || !(await this.#write()) || this.#isClosed) return false;
      const { id, revision } = this.#store.get().workflow;
      const asked = { id, revision, write: this.#adrift.name() };
      try {
        return this.#takeInOwn(await inTime(async () => write(asked)));
      } catch (error) {
        refused.push(error);
        if (!mayHaveArrived(error)) return false;
        // It may be the draft all the same: what is done next stands on what the draft is.
        this.#hostWrite.lost(asked);
        if (!this.#isClosed) await this.#reconcile();
        return false;
      }
    });
    if (refused.length > 0) throw refused[0];
    return isDone;
  };

  /** The draft may have changed elsewhere: looks, and takes it in; as news, unless this window has only just begun. */
  readonly look = async (revision?: number, isNews = true): Promise<void> => {
    await this.#oneAtATime(async () => {
      const { workflow, saving } = this.#store.get();
      if (saving.status === 'gone') return false;
      const before = saving.status === 'conflict' ? saving.theirs : workflow;
      // A write that was under way has found out by itself, unless the news is another than what it wrote.
      if (revision === before.revision && !this.#adrift.isOpen) return false;
      try {
        await this.#reconcile(isNews);
      } catch (error) {
        // Where the host does not answer, writing will say so, if there is anything to write.
        if (isGone(error)) throw error;
        return false;
      }
      if (this.#store.get().workflow.revision !== workflow.revision && this.isUnsaved() && !this.#hasConflict()) this.#wait(0);
      return true;
    });
  };

  /** The draft was read by somebody else meanwhile: a later one than this window has is shown. */
  readonly read = async (workflow: WorkflowView): Promise<void> => {
    await this.#oneAtATime(async () => Promise.resolve(workflow.revision > this.#store.get().workflow.revision && !this.#adrift.isOpen && this.#takeIn(workflow, false)));
  };

  /** The workflow was deleted: nothing is written any more. */
  readonly deleted = async (by?: string): Promise<void> => {
    await this.#oneAtATime(async () => Promise.resolve(this.#end(by)));
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

  /** Shows what a window that is gone left behind, as an act: false where what is on the screen cannot be saved first. */
  readonly restored = async ({ base, sent, definition, onTaken }: LeftDraft): Promise<boolean> =>
    this.#oneAtATime(async () => {
      if (!this.#mayWrite() || !(await this.#write()) || this.#isClosed) return false;
      const { workflow } = this.#store.get();
      const { wrote = [], ...theirs }: HostDraft = sent.length === 0 ? workflow : await this.#get({ id: workflow.id, wrote: sent.map(({ write }) => write) });
      if (this.#isClosed || this.isUnsaved() || !this.#takeIn(theirs)) return false;
      onTaken();
      const arrived = sent.find(({ write }) => wrote.includes(write));
      const from = arrived === undefined ? base : { revision: base.revision + 1, definition: normalDefinition(arrived.definition) };
      const { ours, merged } = besideTheirs({ base: from.definition, ours: definition, theirs: theirs.definition });
      this.#store.become(merged ?? ours, 'restore');
      if (merged === undefined) {
        this.#standOn({ ...theirs, ...from }, from.definition);
        this.#takeIn(theirs, false);
      } else if (from.revision === theirs.revision && arrived === undefined) this.#adrift.restart(sent);
      if (!this.#hasConflict()) this.#wait(0);
      return true;
    });

  /** Done when no answer is awaited any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopWaiting();
    await this.#running;
  }

  async #oneAtATime(act: () => Promise<boolean>): Promise<boolean> {
    const guarded = async (): Promise<boolean> => {
      if (this.#isClosed) return false;
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

  /** Something on the screen is not in the base. */
  #isAhead(): boolean {
    return this.#adrift.isOpen || this.#store.get().definition !== this.#saved;
  }

  async #write(): Promise<boolean> {
    let refused: unknown;
    for (let rounds = 0; rounds < mostRounds; ) {
      if (!this.isUnsaved()) {
        if (this.#store.get().saving.status !== 'saved') this.#tell({ status: 'saved', at: Date.now() });
        return true;
      }
      const next = this.#adrift.next(this.#store.get().definition, this.#note.given);
      // oxlint-disable-next-line no-await-in-loop -- one call at a time
      refused = next === undefined ? undefined : await this.#send(next);
      if (refused !== undefined) rounds += 1;
      const isOver = next !== undefined && refused === undefined;
      // oxlint-disable-next-line no-await-in-loop -- as above
      if (this.#isClosed || (!isOver && !(await this.#reconcile()))) return !this.isUnsaved();
    }
    throw refused;
  }

  /** Undefined where the host took it, else why it did not, the draft being another by now. */
  async #send(sending: Sending): Promise<unknown> {
    const { workflow, undo, saving } = this.#store.get();
    const { write, definition, note } = sending;
    // A try after a failure changes nothing about it until it works.
    if (saving.status !== 'failed' || !saving.isTriedAgain) this.#tell({ status: 'saving' });
    const failed = this.#adrift.send(sending);
    // Written down before it is sent: whoever finds the journal knows what to ask for.
    await this.#parts.onSending(sending);
    if (this.#isClosed) return undefined;
    try {
      const words = { ...(undo === undefined ? {} : { act: cutText(undo, longestAct) }), ...(note === undefined ? {} : { note }) };
      const written = await inTime(async (signal) => this.#parts.workflows.update({ id: workflow.id, definition, revision: workflow.revision, write, ...words }, { signal }));
      this.#adrift.restart();
      this.#note.arrived(sending);
      this.#settled(written, definition);
      return undefined;
    } catch (error) {
      failed(error);
      if (errorFromWire(error).code !== 'version_conflict') throw error;
      return error;
    }
  }

  #settled(workflow: WorkflowView, sent: JsonObject): void {
    this.#saved = sent;
    if (this.#failures > 0 && !this.#isClosed) this.#parts.notices.recovered();
    this.#failures = 0;
    this.#firstChangeAt = undefined;
    this.#tell(this.isUnsaved() ? { status: 'unsaved' } : { status: 'saved', at: Date.now() }, workflow);
    this.#parts.onSaved(sent);
  }

  #failed(error: unknown): void {
    if (isGone(error)) {
      this.#end();
      return;
    }
    const isTriedAgain = !willNeverWork(error);
    this.#tell({ status: 'failed', error, isTriedAgain });
    if (this.#isClosed) return;
    if (this.#failures === 0) this.#parts.notices.failed(error, isTriedAgain);
    if (isTriedAgain) this.#wait(retryMs[Math.min(this.#failures, retryMs.length - 1)] ?? 1000);
    this.#failures += 1;
  }

  #end(by?: string): boolean {
    this.#stopWaiting();
    const { saving } = this.#store.get();
    if (this.#isClosed || (saving.status === 'gone' && by === undefined)) return false;
    this.#tell({ status: 'gone', ...(by === undefined ? {} : { by }) });
    if (saving.status !== 'gone') this.#parts.notices.gone();
    return false;
  }

  /** Looks at the draft as it is now, and takes it in. False where somebody has to decide, or nobody is there any more. */
  async #reconcile(isNews = true): Promise<boolean> {
    const names = [...this.#adrift.asked, ...this.#hostWrite.names].slice(-mostWritesAsked);
    const theirs = await this.#get({ id: this.#store.get().workflow.id, ...(names.length === 0 ? {} : { wrote: names }) });
    return !this.#isClosed && this.#takeIn(theirs, isNews);
  }

  async #get(asked: { readonly id: string; readonly wrote?: string[] }): Promise<HostDraft> {
    return inTime(async (signal) => this.#parts.workflows.get(asked, { signal }));
  }

  /** What the host wrote for this window; where something was typed meanwhile, both are merged. */
  #takeInOwn(theirs: WorkflowView): boolean {
    if (this.#isClosed) return true;
    if (this.isUnsaved()) return this.#takeIn(theirs);
    this.#store.become(theirs.definition, 'restore');
    this.#stopWaiting();
    this.#adrift.restart();
    this.#settled(theirs, this.#store.get().definition);
    return true;
  }

  #takeIn({ wrote = [], ...theirs }: HostDraft, isNews = true): boolean {
    const isOwn = this.#hostWrite.isIn(wrote, theirs.revision);
    const arrived = this.#adrift.answered(wrote);
    if (arrived !== undefined) this.#arrived(arrived);
    const { workflow: base, definition: screen, saving } = this.#store.get();
    if (sameJson(theirs.definition, base.definition)) {
      this.#keepBase(theirs);
      return true;
    }
    if (this.#isAhead()) return this.#merge(theirs, isNews, isOwn);
    if (isOwn) return this.#takeInOwn(theirs);
    this.#show(theirs);
    if (isNews && saving.status !== 'conflict') this.#parts.notices.tookTheirs(screen, theirs.definition);
    return true;
  }

  /** What was sent was the draft: it is what the rest stands on, whatever the draft is by now. A write goes over one revision. */
  #arrived(sending: Sending): void {
    const { workflow } = this.#store.get();
    const { definition } = sending;
    this.#note.arrived(sending);
    this.#standOn({ ...workflow, revision: workflow.revision + 1, definition: normalDefinition(definition) }, definition);
  }

  /** The draft is as it was: only its number may be another, and what the workflow is. Publishing does that. */
  #keepBase(theirs: WorkflowView): void {
    const { workflow: base, definition: screen, saving } = this.#store.get();
    const isOther = theirs.revision !== base.revision;
    if (!this.#isAhead() && saving.status !== 'saved') this.#settled(theirs, screen);
    else if (isOther || saving.status === 'conflict' || theirs.version !== base.version || theirs.status !== base.status || theirs.slug !== base.slug) this.#tell(saving.status === 'conflict' ? { status: 'unsaved' } : saving, theirs);
    if (isOther && this.#isAhead()) this.#parts.onRebased();
  }

  /** What was done after the host was asked for their draft is meant where both touched the same place. */
  #merge(theirs: WorkflowView, isNews: boolean, isOursLater = false): boolean {
    const { workflow: { definition: base }, definition: screen, saving } = this.#store.get();
    const { ids, merged } = besideTheirs({ base, ours: screen, theirs: theirs.definition, isOursLater });
    this.#store.rename(ids);
    const ours = this.#store.get().definition;
    if (merged === undefined) {
      if (ours !== screen) this.#parts.onRebased();
      if (saving.status !== 'conflict' || saving.theirs !== theirs) this.#tell({ status: 'conflict', theirs });
      if (saving.status !== 'conflict') this.#parts.notices.conflict();
      return false;
    }
    // Where the merge brings nothing, their draft has all of this.
    if (sameJson(merged, theirs.definition)) {
      this.#show(theirs);
      return true;
    }
    this.#store.adopt(merged);
    this.#standOn(theirs, theirs.definition);
    if (isNews) this.#parts.notices.merged(ours, merged);
    return true;
  }

  /** Shows what the host has. */
  #show(theirs: WorkflowView): void {
    this.#store.adopt(theirs.definition);
    this.#adrift.restart();
    this.#settled(theirs, theirs.definition);
  }

  /** What is on the screen stands on this draft, which has `saved` of it. */
  #standOn(base: WorkflowView, saved: JsonObject): void {
    this.#saved = saved;
    this.#adrift.restart();
    this.#tell({ status: 'unsaved' }, base);
    this.#parts.onRebased();
  }

  #mayWrite(): boolean {
    const { isReadOnly, saving } = this.#store.get();
    if (isReadOnly || saving.status === 'gone') return false;
    // What was done here since may have ended a conflict.
    return saving.status !== 'conflict' || this.#takeIn(saving.theirs);
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
