import { useEffect, useMemo, useState } from 'react';
import type { Key } from 'react-aria-components';
import type { CommandContext } from '../commands/designer-command.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { type OutlineHandle, setOutline } from './outline-handle.ts';
import { type OutlineRow, pathTo } from './outline-rows.ts';

/** What is needed of the state of a tree of lines. */
export interface OutlineTree {
  readonly selectionManager: { readonly focusedKey: Key | null; setFocused(isFocused: boolean): void; setFocusedKey(key: Key | null): void; replaceSelection(key: Key): void };
}

export interface ShownOutline extends OutlineHandle {
  /** Brings a line into sight, without taking the focus from elsewhere. */
  look(key: string): void;
  /** What Enter and a double press do. */
  act(key: string, context: CommandContext): void;
}

interface Outlined {
  readonly rows: readonly OutlineRow[];
  readonly isReadOnly: boolean;
  readonly onRename: (key: string) => void;
}

type Toggle = (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void;

interface Held {
  readonly handle: ShownOutline;
  /** As it was drawn last. */
  readonly drawn: (outlined: Outlined) => void;
  readonly onTree: (tree: OutlineTree) => void;
}

/** What commands can have the outline do. */
function createHandle(toggle: Toggle): Held {
  let outlined: Outlined | undefined;
  let tree: OutlineTree | undefined;
  const drawn = (next: Outlined): void => {
    outlined = next;
  };
  const onTree = (next: OutlineTree): void => {
    tree = next;
  };
  const open = (key: string): void => {
    const around = (pathTo(outlined?.rows ?? [], key) ?? []).slice(0, -1);
    const closed = (before: ReadonlySet<string>): readonly OutlineRow[] => around.filter((row) => isOpenAtFirst(row) === before.has(row.key));
    toggle((before) => (closed(before).length === 0 ? before : before.symmetricDifference(new Set(closed(before).map((row) => row.key)))));
  };
  const manager = (): OutlineTree['selectionManager'] | undefined => tree?.selectionManager;
  const look = (key: string): void => {
    open(key);
    if (manager()?.focusedKey !== key) manager()?.setFocusedKey(key);
  };
  const focus = (key: string): void => {
    manager()?.setFocused(true);
    look(key);
  };
  const rename = (key: string): boolean => {
    const row = pathTo(outlined?.rows ?? [], key)?.at(-1);
    if (row === undefined || outlined?.isReadOnly !== false) return false;
    look(key);
    outlined.onRename(key);
    return true;
  };
  const handle: ShownOutline = {
    focused: () => (manager()?.focusedKey ?? undefined)?.toString(),
    focus,
    choose(key) {
      focus(key);
      manager()?.replaceSelection(key);
    },
    look,
    rename,
    act(key, { view }) {
      // An action is its parameters, a body what stands in it, and F2 names them; a note is its text.
      if (/^(?:nodes\.[^.]+\.actions|regions|notes)\./u.test(key) || !rename(key)) view.jump(key);
    },
  };
  return { handle, drawn, onTree };
}

interface OutlineLook {
  readonly expandedKeys: ReadonlySet<string>;
  readonly setExpanded: (keys: Set<Key>) => void;
  readonly onTree: (tree: OutlineTree) => void;
  readonly handle: ShownOutline;
}

/** Which lines are open, and what commands can have the outline do. Bodies are open until somebody closes them. */
export function useOutlineHandle(outlined: Outlined): OutlineLook {
  const { session } = useDesigner();
  const { rows } = outlined;
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const expandedKeys = useMemo(() => new Set(foldable(rows).filter(({ key, isOpen }) => isOpen !== toggled.has(key)).map(({ key }) => key)), [rows, toggled]);
  const [{ handle, drawn, onTree }] = useState(() => createHandle(setToggled));
  useEffect(() => {
    drawn(outlined);
  }, [drawn, outlined]);
  useEffect(() => {
    setOutline(session, handle);
    return () => {
      setOutline(session, undefined);
    };
  }, [session, handle]);

  const setExpanded = (keys: Set<Key>): void => {
    setToggled(new Set(foldable(rows).filter(({ key, isOpen }) => isOpen !== keys.has(key)).map(({ key }) => key)));
  };
  return { expandedKeys, setExpanded, onTree, handle };
}

function foldable(rows: readonly OutlineRow[]): { readonly key: string; readonly isOpen: boolean }[] {
  return rows.flatMap((row) => (row.rows.length === 0 ? [] : [{ key: row.key, isOpen: isOpenAtFirst(row) }, ...foldable(row.rows)]));
}

function isOpenAtFirst({ kind, rows }: OutlineRow): boolean {
  return kind === 'body' || rows.some((row) => row.kind === 'body');
}
