import { jsx as _jsx, jsxs as _jsxs } from "react/jsx-runtime";
import { createContext, use, useEffect } from 'react';
import { Button, Collection, TreeItem, TreeItemContent, TreeStateContext } from 'react-aria-components';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/Icon.tsx';
import { outlineWords } from '../../strings/designer-outline.ts';
import styles from './Outline.module.css';
import { RenameField } from './RenameField.tsx';
/** What lines share: a change of it draws only what is in sight, and builds no line anew. */
export const OutlineLines = createContext({ renaming: undefined, onRenamed: () => undefined, onTree: () => undefined });
/** One line of the outline, with the lines inside it. */
export function OutlineItem({ row }) {
    return (_jsxs(TreeItem, { id: row.key, textValue: row.title, "aria-label": row.spoken, className: classNames(styles['row']), children: [_jsx(TreeItemContent, { children: ({ hasChildItems, level, isExpanded }) => (_jsx(Line, { row: row, level: level, isExpanded: isExpanded, hasInner: hasChildItems })) }), _jsx(Collection, { items: row.rows, children: (inner) => _jsx(OutlineItem, { row: inner }) })] }));
}
function Line({ row, level, isExpanded, hasInner }) {
    const { renaming, onRenamed, onTree } = use(OutlineLines);
    const state = use(TreeStateContext);
    useEffect(() => {
        if (state !== null)
            onTree(state);
    }, [onTree, state]);
    return (_jsxs("div", { className: styles['line'], "data-level": Math.min(level, 8), "data-kind": row.kind, children: [hasInner ? (_jsx(Button, { slot: "chevron", className: classNames(styles['chevron']), "aria-label": outlineWords.expand(row.title), children: _jsx(Icon, { name: isExpanded ? 'chevronDown' : 'chevron', size: "small" }) })) : (_jsx("span", { className: styles['chevron'] })), _jsx(Icon, { name: row.icon, size: "small" }), renaming === row.key ? _jsx(RenameField, { row: row, onDone: onRenamed }) : _jsx("span", { className: styles['title'], children: row.title }), _jsx("span", { className: styles['note'], children: row.note }), !isExpanded && row.ways !== '' && _jsx("span", { className: styles['note'], children: row.ways }), row.problems > 0 && (_jsxs("span", { className: styles['problems'], children: [_jsx(Icon, { name: "alert", size: "small" }), outlineWords.problems(row.problems)] }))] }));
}
