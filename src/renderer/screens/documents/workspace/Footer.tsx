import { clockTime } from '../../../components/time-words.ts';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { countWords } from '../../../components/money-words.ts';
import { workspaceWords } from '../../../strings/documents.ts';
import { type Editing, isModified } from './editing.ts';
import styles from './Footer.module.css';
import type { Checked } from './use-problems.ts';

const words = workspaceWords.footer;

export interface FooterProps {
  readonly id: string;
  readonly editing: Editing;
  readonly checked: Checked;
  readonly savedAt: string | undefined;
  /** Why the draft could not be kept. */
  readonly fault: unknown;
}

/** What the text stands on, where its changes are kept, what is wrong with it, and the command line. */
export function Footer({ id, editing, checked, savedAt, fault }: FooterProps) {
  return (
    <footer aria-label={words.label} className={styles['footer']}>
      <span>{words.revision(editing.base)}</span>
      <span data-testid="kept">{fault === undefined ? whereItIsKept(editing, savedAt) : <strong role="alert">{words.notKept}</strong>}</span>
      <span>{problemWords(checked)}</span>
      <span className={styles['count']}>{words.characters(countWords(editing.text.length))}</span>
      <div className={styles['cli']}>
        <CommandLine command={commandWords(['docs', 'edit', id])} />
      </div>
    </footer>
  );
}

function whereItIsKept(editing: Editing, savedAt: string | undefined): string {
  if (isModified(editing)) return editing.keptAt === undefined ? words.keeping : `${words.kept} ${clockTime(editing.keptAt)}`;
  return savedAt === undefined ? '' : `${words.saved} ${clockTime(savedAt)}`;
}

function problemWords({ validation, error, isChecking }: Checked): string {
  if (error !== undefined) return workspaceWords.problems.cannot;
  if (validation !== undefined) return validation.problems.length === 0 ? words.noProblems : words.problems(validation.problems.length + (validation.more ?? 0));
  return isChecking ? words.checking : '';
}
