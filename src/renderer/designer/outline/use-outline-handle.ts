import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Key } from 'react-aria-components';
import type { CommandContext } from '../commands/designer-command.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { type OutlineHandle, setOutline } from './outline-handle.ts';
import { type OutlineRow, pathTo } from './outline-rows.ts';

/** What is needed of the state of a tree of lines. */
export interface OutlineTree {
  readonly selectionManager: { readonly focusedKey: Key | null; setFocused(isFocused: boolean): void; setFocusedKey(key: Key | null): void };
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

interface Latest extends Outlined {
  readonly tree: OutlineTree | undefined;
}

type Toggle = (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void;

/** What commands can have the outline do; `latest` is as it was drawn last. */
function createHandle(latest: RefObject<Latest>, toggle: Toggle): ShownOutline {
  const open = (key: string): void => {
    const around = (pathTo(latest.current.rows, key) ?? []).slice(0, -1);
    const closed = (before: ReadonlySet<string>): readonly OutlineRow[] => around.filter((row) => isOpenAtFirst(row) === before.has(row.key));
    toggle((before) => (closed(before).length === 0 ? before : before.symmetricDifference(new Set(closed(before).map((row) => row.key)))));
  };
  const manager = (): OutlineTree['selectionManager'] | undefined => latest.current.tree?.selectionManager;
  const look = (key: string): void => {
    open(key);
    if (manager()?.focusedKey !== key) manager()?.setFocusedKey(key);
  };
  const rename = (key: string): boolean => {
    const row = pathTo(latest.current.rows, key)?.at(-1);
    if (row === undefined || row.kind === 'body' || latest.current.isReadOnly) return false;
    look(key);
    latest.current.onRename(key);
    return true;
  };
  return {
    focused: () => (manager()?.focusedKey ?? undefined)?.toString(),
    focus(key) {
      manager()?.setFocused(true);
      look(key);
    },
    look,
    rename,
    act(key, { view }) {
      if (!rename(key)) view.jump(key);
    },
  };
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
  const latest = useRef<Latest>({ ...outlined, tree: undefined });
  useEffect(() => {
    latest.current = { ...outlined, tree: latest.current.tree };
  });
  const handle = useMemo(() => createHandle(latest, setToggled), []);
  const onTree = useCallback((tree: OutlineTree) => {
    latest.current = { ...latest.current, tree };
  }, []);
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
