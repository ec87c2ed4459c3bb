import type { ReactNode } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { classNames } from '../../../components/class-names.ts';
import dialogStyles from '../../../components/Dialog.module.css';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import styles from './large.module.css';

export interface LargeInspectorProps {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The inspector over the whole designer. Escape, or a press outside, brings it back to the side. */
export function LargeInspector({ onClose, children }: LargeInspectorProps) {
  return (
    <ModalOverlay
      className={classNames(dialogStyles['scrim'])}
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={classNames(dialogStyles['modal'], styles['large'])}>
        <Dialog aria-label={inspectorWords.label} className={classNames(styles['dialog'])}>{children}</Dialog>
      </Modal>
    </ModalOverlay>
  );
}
