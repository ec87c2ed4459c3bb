import { useEffect, useMemo, useState } from 'react';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { setOutline } from './outline-handle.ts';
import { pathTo } from './outline-rows.ts';
/** What commands can have the outline do. */
function createHandle(toggle) {
    let outlined;
    let tree;
    const drawn = (next) => {
        outlined = next;
    };
    const onTree = (next) => {
        tree = next;
    };
    const open = (key) => {
        const around = (pathTo(outlined?.rows ?? [], key) ?? []).slice(0, -1);
        const closed = (before) => around.filter((row) => isOpenAtFirst(row) === before.has(row.key));
        toggle((before) => (closed(before).length === 0 ? before : before.symmetricDifference(new Set(closed(before).map((row) => row.key)))));
    };
    const manager = () => tree?.selectionManager;
    const look = (key) => {
        open(key);
        if (manager()?.focusedKey !== key)
            manager()?.setFocusedKey(key);
    };
    const rename = (key) => {
        const row = pathTo(outlined?.rows ?? [], key)?.at(-1);
        if (row === undefined || row.kind === 'body' || outlined?.isReadOnly !== false)
            return false;
        look(key);
        outlined.onRename(key);
        return true;
    };
    const handle = {
        focused: () => (manager()?.focusedKey ?? undefined)?.toString(),
        focus(key) {
            manager()?.setFocused(true);
            look(key);
        },
        look,
        rename,
        act(key, { view }) {
            // An action is its parameters; F2 names it.
            if (/^nodes\.[^.]+\.actions\./u.test(key) || !rename(key))
                view.jump(key);
        },
    };
    return { handle, drawn, onTree };
}
/** Which lines are open, and what commands can have the outline do. Bodies are open until somebody closes them. */
export function useOutlineHandle(outlined) {
    const { session } = useDesigner();
    const { rows } = outlined;
    const [toggled, setToggled] = useState(new Set());
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
    const setExpanded = (keys) => {
        setToggled(new Set(foldable(rows).filter(({ key, isOpen }) => isOpen !== keys.has(key)).map(({ key }) => key)));
    };
    return { expandedKeys, setExpanded, onTree, handle };
}
function foldable(rows) {
    return rows.flatMap((row) => (row.rows.length === 0 ? [] : [{ key: row.key, isOpen: isOpenAtFirst(row) }, ...foldable(row.rows)]));
}
function isOpenAtFirst({ kind, rows }) {
    return kind === 'body' || rows.some((row) => row.kind === 'body');
}
