import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
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

/** Which lines are open, and what commands can have the outline do. Bodies are open until somebody closes them. */
export function useOutlineHandle({ rows, isReadOnly, onRename }: Outlined): {
  readonly expandedKeys: ReadonlySet<string>;
  readonly setExpanded: (keys: Set<Key>) => void;
  readonly tree: RefObject<OutlineTree | undefined>;
  readonly handle: ShownOutline;
} {
  const { session } = useDesigner();
  const tree = useRef<OutlineTree>(undefined);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const expandedKeys = useMemo(() => new Set(foldable(rows).filter(({ key, isOpen }) => isOpen !== toggled.has(key)).map(({ key }) => key)), [rows, toggled]);
  const latest = useRef({ rows, isReadOnly, onRename });
  useEffect(() => {
    latest.current = { rows, isReadOnly, onRename };
  });

  const handle = useMemo<ShownOutline>(() => {
    const open = (key: string): void => {
      const around = (pathTo(latest.current.rows, key) ?? []).slice(0, -1);
      setToggled((before) => new Set([...before].filter((one) => !around.some((row) => row.key === one && isOpenAtFirst(row))).concat(around.filter((row) => !isOpenAtFirst(row)).map((row) => row.key))));
    };
    const look = (key: string): void => {
      open(key);
      if (tree.current?.selectionManager.focusedKey !== key) tree.current?.selectionManager.setFocusedKey(key);
    };
    const rename = (key: string): boolean => {
      const row = pathTo(latest.current.rows, key)?.at(-1);
      if (row === undefined || row.kind === 'body' || latest.current.isReadOnly) return false;
      look(key);
      latest.current.onRename(key);
      return true;
    };
    return {
      focused: () => (tree.current?.selectionManager.focusedKey ?? undefined)?.toString(),
      focus: (key) => {
        tree.current?.selectionManager.setFocused(true);
        look(key);
      },
      look,
      rename,
      act: (key, { view }) => {
        if (!rename(key)) view.jump(key);
      },
    };
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
  return { expandedKeys, setExpanded, tree, handle };
}

function foldable(rows: readonly OutlineRow[]): { readonly key: string; readonly isOpen: boolean }[] {
  return rows.flatMap((row) => (row.rows.length === 0 ? [] : [{ key: row.key, isOpen: isOpenAtFirst(row) }, ...foldable(row.rows)]));
}

function isOpenAtFirst({ kind, rows }: OutlineRow): boolean {
  return kind === 'body' || rows.some((row) => row.kind === 'body');
}
