import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { DialogForm } from '../../../components/DialogForm.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { documentWords } from '../../../strings/documents.ts';
import { shellWords } from '../../../strings/shell.ts';
import styles from './acts.module.css';

export interface ActDialogProps {
  readonly title: string;
  /** What the button does, as a verb. */
  readonly action: string;
  /** The button was pressed, or Enter in a field. */
  readonly onAct: () => void;
  readonly onClose: () => void;
  readonly isPending: boolean;
  /** Nothing is left to be done: the other button closes and cancels nothing. */
  readonly isDone?: boolean;
  /** The same on the command line, once enough is said for it. */
  readonly command?: string | undefined;
  /** Why the act failed, and its title. */
  readonly failure: { readonly error: unknown; readonly title: string };
  /** The fields; they are told once the button was pressed, so that what is missing is not said before. */
  readonly children: (isChecked: boolean) => ReactNode;
  /** What came of it. */
  readonly outcome?: ReactNode;
}

/** A dialog that asks for what an act on documents needs, shows its command line, and says why it failed. */
export function ActDialog({ title, action, onAct, onClose, isPending, isDone = false, command, failure, children, outcome }: ActDialogProps) {
  const [isChecked, setIsChecked] = useState(false);
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <DialogForm
        onSubmit={() => {
          setIsChecked(true);
          if (!isPending) onAct();
        }}
      >
        <DialogBody>
          <div className={styles['body']}>
            {children(isChecked)}
            {command !== undefined && <SameCommand command={command} />}
            {failure.error !== null && failure.error !== undefined && <Failure error={failure.error} title={failure.title} isInline />}
            {outcome}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{isDone ? shellWords.close : shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={isPending}>
            {action}
          </Button>
        </DialogFooter>
      </DialogForm>
    </Dialog>
  );
}

/** The command line that does the same. */
export function SameCommand({ command }: { readonly command: string }) {
  return (
    <div>
      <p className={styles['caption']}>{documentWords.cli}</p>
      <CommandLine command={command} />
    </div>
  );
}
