import type { Store } from '../../state/create-store.ts';

export type DesignerPane = 'canvas' | 'outline' | 'source';

/** Windows over the designer that commands open. */
export type DesignerDialog =
  | { readonly name: 'add_node'; readonly at?: { readonly x: number; readonly y: number }; readonly splice?: string; /** The node it comes after: it is connected from there. */ readonly after?: string }
  | { readonly name: 'connect'; readonly from: string }
  | { readonly name: 'add_action'; readonly node: string }
  /** Leads an end of a transition to another node. */
  | { readonly name: 'redirect'; readonly transition: string }
  | { readonly name: 'rename'; readonly node: string }
  | { readonly name: 'rename_body'; readonly body: string }
  | { readonly name: 'delete_body'; readonly body: string }
  | { readonly name: 'find' }
  /** Says what a file would bring, as the list of workflows does. */
  | { readonly name: 'import'; readonly file: { readonly name: string; readonly content: string } }
  /** Asks before what is selected is deleted; the window is `canvas/DeleteDialog.tsx`. */
  | { readonly name: 'delete'; readonly reconnect: boolean }
  | { readonly name: 'checkpoint' }
  | { readonly name: 'publish' }
  | { readonly name: 'run' }
  | { readonly name: 'export' }
  | { readonly name: 'duplicate' }
  | { readonly name: 'delete_workflow' }
  | { readonly name: 'history' }
  | { readonly name: 'merge' };

/** What only the canvas can do, while one is shown. */
export interface CanvasHandle {
  /** Whether everything stands where it is, and what is in sight at first has been found. */
  isLaidOut(): boolean;
  fit(): void;
  zoomTo(scale: number): void;
  zoomBy(factor: number): void;
  /** Brings a node or transition into sight, and into focus unless that stays where it is. */
  reveal(id: string, options?: { readonly keepsFocus: boolean }): void;
  /** Brings what is selected out from under what lies over the canvas. */
  uncover(): void;
  /** Begins to write a note. */
  editNote?(id: string): void;
  /** The menu of what is selected, else of the canvas. */
  openMenu(): void;
  /** The middle of what is in sight, from the upper left of the canvas. */
  middle(): { readonly x: number; readonly y: number };
}

export interface DesignerViewState {
  readonly pane: DesignerPane;
  readonly isInspectorOpen: boolean;
  /** The inspector stays open when nothing is selected. */
  readonly isInspectorPinned: boolean;
  readonly isProblemsOpen: boolean;
  /** Of the canvas, as a factor; absent while none is shown. */
  readonly zoom?: number | undefined;
  readonly dialog: DesignerDialog | undefined;
  /** Field the inspector brings into focus: a path of ids as in findings, such as `nodes.ask.actions.say.config.prompt`. */
  readonly field: string | undefined;
  /** Nodes and transitions that hold what was looked for last. */
  readonly found?: ReadonlySet<string> | undefined;
  /** Nodes and transitions drawn with a mark: the steps of a counter-example, or what a comparison found. */
  readonly marks: ReadonlyMap<string, 'added' | 'removed' | 'changed' | 'moved' | 'step' | 'last_step'>;
  /** Nodes and transitions two drafts changed each in its own way, and whether somebody has chosen. */
  readonly conflicts?: ReadonlyMap<string, 'open' | 'settled'> | undefined;
}

/** What is open and where one looks; no part of the document, and gone with the window. */
export interface DesignerView extends Store<DesignerViewState> {
  readonly canvas: { handle: CanvasHandle | undefined };
  /** Says something to those who listen instead of looking. */
  announce(words: string): void;
  /** Selects what a finding's path names, brings it into sight and its field into focus. */
  jump(where: string): void;
}
