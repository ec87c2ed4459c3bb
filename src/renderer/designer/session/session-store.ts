import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import { type EditHistory, record, redo, startHistory, undo } from '../../../core/domain/model/edit/edit-history.ts';
import { rootId } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import type { DesignerState, Saving, Selection } from './designer-session.ts';
import type { JournalEntry } from './journal-entry.ts';
import { nothingSelected, regionAfter, selectionAfter, stillThere } from './selection-after.ts';

/** A step that was carried out: what goes into the journal, and whether only places changed. */
export interface Step {
  readonly entry: JournalEntry;
  readonly isOnlyPlaces: boolean;
}

/** The state of one designer and everything that changes it at once, without the host. */
export interface SessionStore {
  readonly get: () => DesignerState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Throws why it cannot be done. */
  readonly edit: (edit: Edit, isContinued: boolean) => void;
  /** Words of what was undone or done again; nothing where there was nothing. */
  readonly undo: () => string | undefined;
  readonly redo: () => string | undefined;
  readonly select: (selection: Partial<Selection>) => void;
  /** How the screen stands to the host; `workflow` is what the host has from now on. */
  readonly settle: (saving: Saving, workflow?: WorkflowView) => void;
  /** What is there takes the place of everything, as an act that can be undone where it changes something. */
  readonly become: (definition: JsonObject, act: 'merge' | 'restore') => void;
  /** Called for every step, after the state has it. */
  readonly onStep: (listener: (step: Step) => void) => void;
}

export interface StoreOptions {
  readonly workflow: WorkflowView;
  readonly isReadOnly: boolean;
}

export function createSessionStore({ workflow, isReadOnly }: StoreOptions): SessionStore {
  const { definition } = workflow;
  let history: EditHistory = startHistory(definition);
  let state: DesignerState = { workflow, definition, selection: nothingSelected, region: rootId(definition), saving: { status: 'saved' }, isReadOnly };
  const listeners = new Set<() => void>();
  const stepListeners = new Set<(step: Step) => void>();

  const change = (changed: Partial<DesignerState>): void => {
    state = { ...state, ...changed };
    for (const listener of listeners) listener();
  };
  const follow = (next: EditHistory, selection: Selection): void => {
    history = next;
    const { undo: undone, redo: redone, ...rest } = state;
    state = { ...rest, ...wordsOf(history) };
    change({ definition: history.present, selection, region: regionAfter(state.region, selection, history.present) });
  };
  const tellStep = (step: Step): void => {
    for (const listener of stepListeners) listener(step);
  };
  const carryOut = (edit: Edit, isContinued: boolean): void => {
    const next = record(history, edit, { isContinued });
    if (next === history) return;
    follow(next, selectionAfter(state.selection, edit, next.present));
    tellStep({ entry: { kind: 'edit', edit }, isOnlyPlaces: edit.kind === 'place' });
  };
  const travel = (next: EditHistory, words: string | undefined): string | undefined => {
    if (words === undefined || next === history) return undefined;
    follow(next, stillThere(state.selection, next.present));
    tellStep({ entry: { kind: 'become', definition: next.present }, isOnlyPlaces: false });
    return words;
  };

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    edit: carryOut,
    undo: () => travel(undo(history), state.undo),
    redo: () => travel(redo(history), state.redo),
    select(selection) {
      const chosen = { ...state.selection, ...selection };
      change({ selection: chosen, region: regionAfter(state.region, chosen, state.definition) });
    },
    settle(saving, saved) {
      change({ saving, ...(saved === undefined ? {} : { workflow: saved }) });
    },
    become(other, act) {
      carryOut({ kind: 'replace', act, definition: other }, false);
    },
    onStep(listener) {
      stepListeners.add(listener);
    },
  };
}

function wordsOf({ past, future }: EditHistory): Pick<DesignerState, 'undo' | 'redo'> {
  const undone = past.at(-1)?.words;
  const redone = future.at(-1)?.words;
  return { ...(undone === undefined ? {} : { undo: undone }), ...(redone === undefined ? {} : { redo: redone }) };
}
