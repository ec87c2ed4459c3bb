import { useLayoutEffect, useRef } from 'react';
import { findTransition, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { outlineWords } from '../../strings/designer-outline.ts';
import { bodyName } from '../bodies/body-edits.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import styles from './Outline.module.css';
import type { OutlineRow } from './outline-rows.ts';
import { renameEdit } from './rename-edit.ts';

/** What stands in a field. */
export interface Typed {
  readonly read: () => string | undefined;
  readonly write: (text: string | undefined) => void;
}

export function createTyped(): Typed {
  let text: string | undefined;
  return { read: () => text, write(next) { text = next; } };
}

export interface RenameFieldProps {
  readonly row: OutlineRow;
  /** What was typed until now, kept outside: the line may be made anew under another id. */
  readonly typed: Typed;
  readonly onDone: () => void;
}

/** The name of a line while it is written: Enter and leaving keep it, Escape gives it up. */
export function RenameField({ row, typed, onDone }: RenameFieldProps) {
  const { session } = useDesigner();
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  const first = row.kind === 'exit' ? (textIn(findTransition(session.get().definition, row.id) ?? {}, 'name') ?? '') : row.kind === 'body' ? bodyName(row.id) : row.title;
  useLayoutEffect(() => {
    isDone.current = false;
    field.current?.focus();
    if (typed.read() === undefined) field.current?.select();
    return () => { isDone.current = true; };
  }, [typed]);

  const finish = (isKept: boolean): void => {
    if (isDone.current) return;
    isDone.current = true;
    const name = typed.read();
    typed.write(undefined);
    // Where nothing was typed, another may have given it a name meanwhile.
    const edit = !isKept || name === undefined ? undefined : renameEdit(session.get().definition, row, name);
    if (edit !== undefined) session.edit(edit);
    // Left by key, the line has the focus again; left by a press elsewhere, that has it.
    if (document.activeElement === field.current) field.current?.closest<HTMLElement>('[role=row]')?.focus();
    onDone();
  };
  return (
    <input
      ref={field}
      className={styles['rename']}
      aria-label={outlineWords.rename(row.title)}
      defaultValue={typed.read() ?? first}
      onChange={({ currentTarget }) => { typed.write(currentTarget.value); }}
      maxLength={200}
      onBlur={() => { finish(true); }}
      onPointerDown={(event) => { event.stopPropagation(); }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        finish(event.key === 'Enter');
      }}
    />
  );
}
