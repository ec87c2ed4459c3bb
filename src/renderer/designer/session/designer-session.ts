import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import type { NewIds } from '../../../core/domain/model/edit/new-ids.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';

/** What is chosen, by ids: what commands act on and the inspector shows. */
export interface Selection {
  readonly nodes: readonly string[];
  readonly transitions: readonly string[];
  readonly notes: readonly string[];
}

/** How what is on the screen stands to what the host has. */
export type Saving =
  | { readonly status: 'saved'; readonly at?: number }
  | { readonly status: 'unsaved' }
  | { readonly status: 'saving' }
  /** Tried again by itself, or only once something else stands there. */
  | { readonly status: 'failed'; readonly error: unknown; readonly isTriedAgain: boolean }
  /** The workflow was deleted elsewhere: nothing can be written any more. */
  | { readonly status: 'gone'; readonly by?: string }
  /** Another window or the command line changed the draft: nothing is written until a person has decided. */
  | { readonly status: 'conflict'; readonly theirs: WorkflowView };

/** What stands in a field and is no value of it: it is not in the draft, and kept in this browser for as long as it stands there. */
export interface HalfTyped {
  readonly text: string;
  /** The value it was typed over, as JSON; where there is another by now, the text says nothing any more. */
  readonly over: string;
  /** What the field is called, and where it is, as findings name places; empty for the workflow itself. */
  readonly label: string;
  readonly where: string;
  /** The field is gone, or somebody else has written something else there: the text is kept until it is copied or let go. */
  readonly isLost?: true;
}

/** What a workflow is called on the command line, which is no part of its draft. */
export type WorkflowNames = Pick<WorkflowView, 'slug' | 'slugFollows' | 'formerSlugs'>;

/** A text of the source that is no workflow: it is on no canvas and in no draft, and kept in this browser for as long as it stands there. */
export interface UnreadSource {
  readonly text: string;
  /** The definition it was made from. */
  readonly base: JsonObject;
}

export interface DesignerState {
  /** As last read from or written to the host; `workflow.definition` is what the host has. */
  readonly workflow: WorkflowView;
  /** As it stands on the screen. */
  readonly definition: JsonObject;
  readonly selection: Selection;
  /** What merges called otherwise while this is open, in their order. What holds an id follows by `renames.ts`. */
  readonly renamed?: readonly NewIds[];
  /** The region new nodes go to: the one last worked in. */
  readonly region: string;
  /** Words of the act the next undo or redo would take back or do again. */
  readonly undo?: string;
  readonly redo?: string;
  readonly saving: Saving;
  readonly unread?: UnreadSource | undefined;
  /** Fields in which something stands that is no value of theirs yet: it is in no draft and in no journal. */
  readonly halfTyped: ReadonlyMap<string, HalfTyped>;
  /** Nothing can be edited: an earlier version is shown, or the person may only read. */
  readonly isReadOnly: boolean;
}

/** Asks the host for a write of this draft, at this revision and under this name; answers what the host made of it. */
export type HostWrite = (draft: { readonly id: string; readonly revision: number; readonly write: string }) => Promise<WorkflowView>;

/** One workflow being edited in this window. Equal states are the same object; parts that did not change keep their identity. */
export interface DesignerSession {
  readonly get: () => DesignerState;
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * Carries out an edit, notes it in the journal and selects what it made. False where it cannot be done: why is then told
   * to the person. `isContinued`: goes on with the edit before it, such as the next letter in a field, and is undone with it.
   */
  edit(edit: Edit, options?: { readonly isContinued?: boolean }): boolean;
  undo(): void;
  redo(): void;
  select(selection: Partial<Selection>): void;
  /** What stands in the source and is no workflow; undefined once there is nothing of the kind. */
  keepSource(source: UnreadSource | undefined): void;
  /** Whether what stands in a field is no value of it yet. */
  keepHalfTyped(field: string, half: HalfTyped | undefined): void;
  /** There is another value by now under what stands in a field. */
  overtaken(field: string): void;
  /** The workflow is called otherwise on the command line from now on. */
  named(names: WorkflowNames): void;
  /** Writes now instead of in half a second; with a note it is a checkpoint in the history. */
  save(note?: string): Promise<boolean>;
  /**
   * Has the host write the draft itself, such as restore an earlier one: what is unsaved is saved first, and what the draft is
   * then is on the screen, as an act that can be undone. False where it cannot be saved first; what `write` throws is thrown.
   */
  letHost(write: HostWrite): Promise<boolean>;
}
