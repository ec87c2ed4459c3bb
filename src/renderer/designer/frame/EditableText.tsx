import { useState } from 'react';
import { classNames } from '../../components/class-names.ts';
import styles from './EditableText.module.css';

export interface EditableTextProps {
  readonly value: string;
  /** What is written here: "Name of the workflow". */
  readonly label: string;
  /** What pressing does: "Change the name". */
  readonly action: string;
  /** Stands there while nothing is written. */
  readonly placeholder?: string;
  readonly isReadOnly: boolean;
  readonly isRequired?: boolean;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
}

/** A text that becomes a field where it stands: Enter or leaving it takes what was written, Escape leaves it as it was. */
export function EditableText({ value, label, action, placeholder = '', isReadOnly, isRequired = false, maxLength, onChange }: EditableTextProps) {
  const [typed, setTyped] = useState<string>();
  const end = (): void => {
    const text = typed?.trim();
    setTyped(undefined);
    if (text !== undefined && text !== value && !(isRequired && text === '')) onChange(text);
  };
  if (isReadOnly) return <span className={classNames(styles['text'], styles['cut'])}>{value}</span>;
  if (typed === undefined) {
    return (
      <button
        type="button"
        title={action}
        className={classNames(styles['text'], styles['button'], value === '' && styles['empty'])}
        onClick={() => {
          setTyped(value);
        }}
      >
        {value === '' ? placeholder : value}
      </button>
    );
  }
  return (
    <input
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- it stands where the button was that had the focus
      autoFocus
      aria-label={label}
      className={classNames(styles['text'], styles['input'])}
      value={typed}
      maxLength={maxLength}
      onFocus={(event) => {
        event.currentTarget.select();
      }}
      onChange={(event) => {
        setTyped(event.target.value);
      }}
      onBlur={end}
      onKeyDown={(event) => {
        if (event.key === 'Enter') end();
        if (event.key === 'Escape') setTyped(undefined);
      }}
    />
  );
}
