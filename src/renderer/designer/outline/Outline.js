import { jsx as _jsx, jsxs as _jsxs } from "react/jsx-runtime";
import { useEffect, useMemo, useRef, useState } from 'react';
import { Tree, Virtualizer, ListLayout } from 'react-aria-components';
import { classNames } from '../../components/class-names.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { outlineWords } from '../../strings/designer-outline.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import styles from './Outline.module.css';
import { OutlineItem, OutlineLines } from './OutlineItem.tsx';
import { useOutlineHandle } from './use-outline-handle.ts';
import { useOutlineKeys } from './use-outline-keys.ts';
import { useOutlineRows } from './use-outline-rows.ts';
import { useOutlineSelection } from './use-outline-selection.ts';
/**
 * The workflow as a list of lines that are walked by arrow keys, read aloud in whole sentences and edited where they stand.
 * What is selected is what the session has selected; every act is a command that the canvas has, too.
 */
export function Outline() {
    const designer = useDesigner();
    const isReadOnly = useDesignerState((state) => state.isReadOnly);
    const rows = useOutlineRows();
    const frame = useRef(null);
    const [renaming, setRenaming] = useState();
    const { selectedKeys, select } = useOutlineSelection();
    const { expandedKeys, setExpanded, onTree, handle } = useOutlineHandle({ rows, isReadOnly, onRename: setRenaming });
    const keys = useOutlineKeys({ frame, handle, selectedKeys });
    const lines = useMemo(() => ({ renaming, onTree, onRenamed: () => { setRenaming(undefined); } }), [renaming, onTree]);
    useEffect(() => {
        const [first] = selectedKeys;
        if (first !== undefined)
            handle.look(first);
    }, [handle, selectedKeys]);
    return (_jsxs("div", { ref: frame, "data-designer-area": true, className: styles['outline'], ...keys, children: [_jsx("p", { className: styles['hint'], children: outlineWords.hint }), _jsx(OutlineLines, { value: lines, children: _jsx(Virtualizer, { layout: ListLayout, layoutOptions: { estimatedRowHeight: 28 }, children: _jsx(Tree, { "aria-label": outlineWords.label, items: rows, className: classNames(styles['tree']), selectionMode: "multiple", selectionBehavior: "replace", keyboardNavigationBehavior: "tab", selectedKeys: selectedKeys, onSelectionChange: (chosen) => { select(chosen); }, expandedKeys: expandedKeys, onExpandedChange: setExpanded, onAction: (key) => { handle.act(String(key), designer); }, renderEmptyState: () => _jsx(EmptyState, { icon: "workflow", title: outlineWords.empty.title, text: outlineWords.empty.text }), children: (row) => _jsx(OutlineItem, { row: row }) }) }) })] }));
}
