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
  /** Told with every letter, so that none is lost; `isContinued` goes on with the letter before. */
  readonly onChange: (value: string, isContinued: boolean) => void;
}

interface Typing {
  readonly text: string;
  /** What the text was when this was typed: where it is another by now, somebody else wrote it, and that stands. */
  readonly of: string;
  /** What Escape brings back. */
  readonly before: string;
  readonly hasChanged: boolean;
}

/** A text that becomes a field where it stands: Enter or leaving it ends that, Escape brings back what was there. */
export function EditableText({ value, label, action, placeholder = '', isReadOnly, isRequired = false, maxLength, onChange }: EditableTextProps) {
  const [typed, setTyping] = useState<Typing>();
  const typing = typed === undefined || typed.of === value ? typed : begun(value);
  const write = (text: string, { before, hasChanged }: Typing): void => {
    const next = text.trim();
    const isChange = next !== value && !(isRequired && next === '');
    setTyping({ text, of: isChange ? next : value, before, hasChanged: hasChanged || isChange });
    if (isChange) onChange(next, hasChanged);
  };
  if (isReadOnly) return <span className={classNames(styles['text'], styles['cut'])}>{value}</span>;
  if (typing === undefined) {
    return (
      <button
        type="button"
        title={action}
        className={classNames(styles['text'], styles['button'], value === '' && styles['empty'])}
        onClick={() => {
          setTyping(begun(value));
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
      value={typing.text}
      maxLength={maxLength}
      onFocus={(event) => {
        event.currentTarget.select();
      }}
      onChange={(event) => {
        write(event.target.value, typing);
      }}
      onBlur={() => { setTyping(undefined); }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') write(typing.before, typing);
        if (event.key === 'Enter' || event.key === 'Escape') setTyping(undefined);
      }}
    />
  );
}

function begun(value: string): Typing {
  return { text: value, of: value, before: value, hasChanged: false };
}
