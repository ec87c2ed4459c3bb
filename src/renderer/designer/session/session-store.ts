import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import type { IdNoun } from '../../../core/domain/model/edit/fresh-ids.ts';
import { type NewIds, withNewIds } from '../../../core/domain/model/edit/new-ids.ts';
import { adopt, type EditHistory, record, redo, renameHistory, startHistory, undo } from '../../../core/domain/model/edit/edit-history.ts';
import { rootId } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import type { DesignerState, HalfTyped, Saving, Selection, UnreadSource, WorkflowNames } from './designer-session.ts';
import type { JournalEntry } from './journal-entry.ts';
import { isThere, lostTyped, stillTyped } from './still-typed.ts';
import { nothingSelected, regionAfter, selectionAfter, stillThere } from './selection-after.ts';
import { tellAll } from '../../../core/domain/model/tell-all.ts';

/** A step that was carried out: what goes into the journal, and whether only places changed. */
export interface Step {
  readonly entry: JournalEntry;
  readonly isOnlyPlaces: boolean;
}

/** What undo or redo came to. */
export interface Travel {
  /** Of the act. */
  readonly words: string;
  /** False where the same places were changed elsewhere: it cannot be undone or done again any more, what lies behind it can. */
  readonly isDone: boolean;
}

export interface StoreOptions {
  readonly workflow: WorkflowView;
  readonly isReadOnly: boolean;
}

/** The state of one designer and everything that changes it at once, without the host. */
export class SessionStore {
  #history: EditHistory;
  /** What is on the screen came last from elsewhere. */
  #isTheirs = false;
  #state: DesignerState;
  readonly #listeners = new Set<() => void>();
  readonly #stepListeners = new Set<(step: Step) => void>();

  constructor({ workflow, isReadOnly }: StoreOptions) {
    const { definition } = workflow;
    this.#history = startHistory(definition);
    this.#state = { workflow, definition, selection: nothingSelected, region: rootId(definition), saving: { status: 'saved' }, halfTyped: new Map(), isReadOnly };
  }

  readonly get = (): DesignerState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Has every step told, after the state has it. */
  onStep(listener: (step: Step) => void): void {
    this.#stepListeners.add(listener);
  }

  /** Throws why it cannot be done. */
  edit(edit: Edit, isContinued: boolean): void {
    const next = record(this.#history, edit, { isContinued });
    if (next === this.#history) return;
    this.#follow(next, selectionAfter(this.#state.selection, edit, next.present));
    this.#tellStep({ entry: { kind: 'edit', edit }, isOnlyPlaces: edit.kind === 'place' });
  }

  /** Nothing where there was nothing. */
  undo(): Travel | undefined {
    return this.#travel(undo(this.#history), this.#state.undo);
  }

  redo(): Travel | undefined {
    return this.#travel(redo(this.#history), this.#state.redo);
  }

  readonly select = (selection: Partial<Selection>): void => {
    const chosen = { ...this.#state.selection, ...selection };
    this.#change({ selection: chosen, region: regionAfter(this.#state.region, chosen, this.#state.definition) });
  };

  readonly keepSource = (unread: UnreadSource | undefined): void => {
    this.#change({ unread });
  };

  readonly keepHalfTyped = (field: string, half: HalfTyped | undefined): void => {
    const { halfTyped } = this.#state;
    if (half === undefined && !halfTyped.has(field)) return;
    const others = [...halfTyped].filter(([each]) => each !== field);
    this.#change({ halfTyped: new Map(half === undefined ? others : [...others, [field, half]]) });
  };

  readonly overtaken = (field: string): void => {
    const { halfTyped } = this.#state;
    const half = halfTyped.get(field);
    if (half !== undefined) this.#change({ halfTyped: this.#isTheirs ? lostTyped(halfTyped, (each) => each === field) : new Map([...halfTyped].filter(([each]) => each !== field)) });
  };

  /** The workflow is called otherwise on the command line; its draft is the same. */
  readonly named = (names: WorkflowNames): void => {
    this.#change({ workflow: { ...this.#state.workflow, ...names } });
  };

  /** How the screen stands to the host; `workflow` is what the host has from now on. */
  settle(saving: Saving, workflow?: WorkflowView): void {
    this.#change({ saving, ...(workflow === undefined ? {} : { workflow }) });
  }

  /** What is given takes the place of everything, as an act that can be undone. */
  become(definition: JsonObject, act: 'merge' | 'restore'): void {
    this.edit({ kind: 'replace', act, definition }, false);
  }

  /** Shows what was done elsewhere too; undo takes back only what was done here. */
  adopt(definition: JsonObject): void {
    if (definition === this.#history.present) return;
    this.#follow(adopt(this.#history, definition), stillThere(this.#state.selection, definition));
    this.#isTheirs = true;
  }

  /** Parts of the workflow are known by other ids from now on, in what can be undone as well. */
  rename(ids: NewIds): void {
    if (ids.size === 0) return;
    const renamed = renameHistory(this.#history, (definition) => withNewIds(definition, ids));
    this.#state = { ...this.#state, renamed: [...(this.#state.renamed ?? []), ids] };
    const { nodes, transitions, notes } = this.#state.selection;
    const to = (noun: IdNoun, all: readonly string[]): readonly string[] => all.map((id) => ids.get(noun)?.get(id) ?? id);
    this.#follow(renamed, stillThere({ nodes: to('nodes', nodes), transitions: to('transitions', transitions), notes: to('notes', notes) }, renamed.present));
  }

  #travel(next: EditHistory, words: string | undefined): Travel | undefined {
    if (words === undefined || next === this.#history) return undefined;
    const isDone = next.present !== this.#history.present;
    // What is taken back goes with what was typed half into it.
    this.#state = { ...this.#state, halfTyped: stillTyped(this.#state.halfTyped, next.present) };
    this.#follow(next, stillThere(this.#state.selection, next.present));
    if (isDone) this.#tellStep({ entry: { kind: 'become', definition: next.present }, isOnlyPlaces: false });
    return { words, isDone };
  }

  #follow(next: EditHistory, selection: Selection): void {
    this.#history = next;
    this.#isTheirs = false;
    const { undo: _undo, redo: _redo, ...kept } = this.#state;
    const { region } = kept;
    this.#state = { ...kept, selection, definition: next.present, region: regionAfter(region, selection, next.present), halfTyped: lostTyped(kept.halfTyped, (_field, half) => !isThere(half.where, next.present)), ...wordsOf(next) };
    this.#tell();
  }

  #change(changed: Partial<DesignerState>): void {
    this.#state = { ...this.#state, ...changed };
    this.#tell();
  }

  #tell(): void {
    tellAll(this.#listeners);
  }

  #tellStep(step: Step): void {
    tellAll(this.#stepListeners, step);
  }
}

function wordsOf({ past, future }: EditHistory): Pick<DesignerState, 'undo' | 'redo'> {
  const undone = past.at(-1)?.words;
  const redone = future.at(-1)?.words;
  return { ...(undone === undefined ? {} : { undo: undone }), ...(redone === undefined ? {} : { redo: redone }) };
}
