import { useEffect, useRef } from 'react';
import type { CellDraft, EndWriting } from './cell-draft.ts';
import styles from './grid.module.css';

export interface CellInputProps {
  readonly draft: CellDraft;
  readonly label: string;
  readonly onDraft: (draft: CellDraft) => void;
  readonly onEnd: EndWriting;
}

/** Where a cell is written: Enter and Tab take it over and go on, Escape leaves it as it was. Alt with Enter breaks a line. */
export function CellInput({ draft, label, onDraft, onEnd }: CellInputProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const element = input.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);

  return (
    <textarea
      ref={input}
      rows={1}
      className={styles['input']}
      aria-label={label}
      value={draft.text}
      onChange={(event) => { onDraft({ ...draft, text: event.target.value }); }}
      onBlur={() => { onEnd('stay'); }}
      onKeyDown={(event) => {
        const next = nextOf(event.key, event.shiftKey);
        if (next === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === 'Enter' && event.altKey) onDraft({ ...draft, text: `${draft.text}\n` });
        else onEnd(next);
      }}
    />
  );
}

function nextOf(key: string, isShift: boolean): Parameters<EndWriting>[0] | undefined {
  const step = isShift ? -1 : 1;
  if (key === 'Enter') return { rows: step, columns: 0 };
  if (key === 'Tab') return { rows: 0, columns: step };
  return key === 'Escape' ? 'cancel' : undefined;
}
