import type { KeyboardEvent } from 'react';
import { Icon } from '../../components/Icon.tsx';
import { shellWords } from '../../strings/shell.ts';
import styles from '../Palette.module.css';
import { optionId } from './PaletteList.tsx';
import { completed } from './scopes.ts';

export interface PaletteFieldProps {
  readonly line: string;
  readonly onType: (line: string) => void;
  /** Moves through the list, and chooses. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly listId: string;
  readonly active: string | undefined;
}

/** The one field: it has the focus and the keys of the list below it. */
export function PaletteField({ line, onType, onKeyDown, listId, active }: PaletteFieldProps) {
  return (
    <div className={styles['search']}>
      <Icon name="search" />
      <input
        role="combobox"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the window is this field
        autoFocus
        aria-label={shellWords.palette.placeholder}
        aria-expanded={active !== undefined}
        aria-haspopup="listbox"
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={active === undefined ? undefined : optionId(listId, active)}
        autoComplete="off"
        spellCheck="false"
        placeholder={shellWords.palette.placeholder}
        value={line}
        onChange={({ currentTarget: { value } }) => { onType(value); }}
        onKeyDown={(event) => {
          completeByTab(event, line, onType);
          onKeyDown(event);
        }}
      />
    </div>
  );
}

/** Tab finishes a scope that was begun; everywhere else it goes on to what is next. */
function completeByTab(event: KeyboardEvent, line: string, onType: (line: string) => void): void {
  const whole = event.key === 'Tab' && !event.shiftKey ? completed(line) : undefined;
  if (whole === undefined) return;
  event.preventDefault();
  // The dialog would move the focus all the same.
  event.stopPropagation();
  onType(whole);
}
