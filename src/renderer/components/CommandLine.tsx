import { copyText } from '../client/copy-text.ts';
import { shellWords } from '../strings/shell.ts';
import { IconButton } from './Button.tsx';
import styles from './CommandLine.module.css';
import { sayDone, sayFailed } from './toasts.ts';

/** A command to type in a terminal, with a button that copies it. */
export function CommandLine({ command }: { readonly command: string }) {
  const copy = async (): Promise<void> => {
    try {
      await copyText(command);
      sayDone(shellWords.copied, command);
    } catch (error) {
      sayFailed(shellWords.copyFailed, error);
    }
  };
  return (
    <div className={styles['line']}>
      <code className={styles['words']}>{command}</code>
      <IconButton icon="copy" label={shellWords.copy} onPress={() => void copy()} />
    </div>
  );
}
