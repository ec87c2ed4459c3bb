import type { ReactNode } from 'react';
import { shellWords } from '../strings/shell.ts';
import { Button } from './Button.tsx';
import { Dialog, DialogBody, DialogFooter } from './Dialog.tsx';

export interface ConfirmDialogProps {
  readonly title: string;
  readonly text: ReactNode;
  /** What the confirming button does, as a verb: "Stop the run". */
  readonly action: string;
  readonly isOpen: boolean;
  /** As a button's: given where confirming asks the host. */
  readonly isPending?: boolean;
  readonly isDanger?: boolean;
  /** Enter confirms at once: for what can be taken back. */
  readonly isQuick?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ title, text, action, isOpen, isPending, isDanger = true, isQuick = false, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} size="small" role="alertdialog">
      <DialogBody>{text}</DialogBody>
      <DialogFooter>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a question begins on the answer that does no harm */}
        <Button autoFocus={!isQuick} onPress={onClose}>
          {shellWords.cancel}
        </Button>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- or on the one that can be taken back */}
        <Button autoFocus={isQuick} look={isDanger ? 'danger' : 'primary'} isPending={isPending} onPress={onConfirm}>
          {action}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
