/** The part of the document that some marks on pages belong to; readers and screen readers follow this tree, not the pages. */
export interface TagNode {
  readonly type: string;
  readonly parent: TagNode | undefined;
  readonly options: TagOptions;
}

export interface TagOptions {
  readonly alt?: string;
  readonly scope?: 'Column';
  /** Names a note in the tree. */
  readonly id?: string;
  /** Left, top, right and bottom on its page. */
  readonly bbox?: readonly [number, number, number, number];
}

/** A node below `parent`. It enters the tree when something is drawn for it, so the tree is in reading order. */
export function tagNode(type: string, parent: TagNode | undefined, options: TagOptions = {}): TagNode {
  return { type, parent, options };
}
