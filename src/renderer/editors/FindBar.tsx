import type { ReactNode } from 'react';
import { SearchInput } from '../components/SearchInput.tsx';
import styles from './editors.module.css';

export interface FindBarProps {
  /** What is looked in, read aloud. */
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Enter was pressed. */
  readonly onNext: () => void;
  /** What was found, told to readers, too. */
  readonly answer: string;
  /** Buttons between the field and the answer. */
  readonly children?: ReactNode;
}

/** A field to find something in what is open; Enter goes to the next place. */
export function FindBar({ label, text, onText, onNext, answer, children }: FindBarProps) {
  return (
    <form
      role="search"
      className={styles['find']}
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <SearchInput label={label} value={text} onChange={onText} />
      {children}
      <span role="status" className={styles['answer']}>
        {answer}
      </span>
    </form>
  );
}
