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
  readonly isPending?: boolean;
  readonly isDanger?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ title, text, action, isOpen, isPending = false, isDanger = true, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} size="small" role="alertdialog">
      <DialogBody>{text}</DialogBody>
      <DialogFooter>
        <Button onPress={onClose}>
          {shellWords.cancel}
        </Button>
        <Button look={isDanger ? 'danger' : 'primary'} isPending={isPending} onPress={onConfirm}>
          {action}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
