import { jsx as _jsx } from "react/jsx-runtime";
import { useEffect, useRef } from 'react';
import { outlineWords } from '../../strings/designer-outline.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import styles from './Outline.module.css';
import { renameEdit } from './rename-edit.ts';
/** The name of a line while it is written: Enter and leaving keep it, Escape gives it up. */
export function RenameField({ row, onDone }) {
    const { session } = useDesigner();
    const field = useRef(null);
    const isDone = useRef(false);
    const first = row.kind === 'exit' ? row.note : row.title;
    useEffect(() => {
        field.current?.focus();
        field.current?.select();
    }, []);
    const finish = (isKept) => {
        if (isDone.current)
            return;
        isDone.current = true;
        const edit = renameEdit(session.get().definition, row, field.current?.value ?? '');
        if (isKept && edit !== undefined)
            session.edit(edit);
        // Left by key, the line has the focus again; left by a press elsewhere, that has it.
        if (document.activeElement === field.current)
            field.current?.closest('[role=row]')?.focus();
        onDone();
    };
    return (_jsx("input", { ref: field, className: styles['rename'], "aria-label": outlineWords.rename(row.title), defaultValue: first, maxLength: 200, onBlur: () => { finish(true); }, onPointerDown: (event) => { event.stopPropagation(); }, onKeyDown: (event) => {
            event.stopPropagation();
            if (event.key !== 'Enter' && event.key !== 'Escape')
                return;
            event.preventDefault();
            finish(event.key === 'Enter');
        } }));
}
