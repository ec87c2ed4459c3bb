import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { shownText } from '../../core/domain/model/shown-text.ts';
import { useAttempt } from '../state/attempts.ts';
import { useConnectionState } from '../state/connection.ts';
import { connectionWords } from '../strings/frame-connection.ts';
import { shellWords } from '../strings/shell.ts';
import { IconButton } from './Button.tsx';
import { classNames } from './class-names.ts';
import styles from './Dialog.module.css';
import { ScrollArea } from './ScrollArea.tsx';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly size?: 'small' | 'medium' | 'large' | 'wide';
  readonly role?: 'dialog' | 'alertdialog';
  readonly children: ReactNode;
}

/** A window over the page: Escape and a press outside close it, the focus returns to where it was. */
export function Dialog({ title, isOpen, onClose, size = 'medium', role = 'dialog', children }: DialogProps) {
  return (
    <ModalOverlay
      className={classNames(styles['scrim'])}
      isOpen={isOpen}
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={classNames(styles['modal'], styles[size])}>
        <AriaDialog role={role} className={classNames(styles['dialog'])}>
          <header className={styles['header']}>
            <Heading slot="title" level={2}>
              {shownText(title)}
            </Heading>
            <IconButton icon="cross" label={shellWords.close} onPress={onClose} />
          </header>
          {children}
          <Attempt />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Lasts as long as the dialog is open. */
function Attempt() {
  useAttempt();
  return null;
}

const firstField = ['input:not([type=hidden], [type=file])', 'textarea', 'button[aria-haspopup=listbox]'].map((field) => `${field}:not([aria-hidden=true] *)`).join(', ');

export interface DialogBodyProps {
  /** What there is to read, where nothing inside can have the focus: then the part itself is scrolled by keyboard. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** The part of a dialog that scrolls; its first field has the focus when it opens. */
export function DialogBody({ label, children }: DialogBodyProps) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    body.current?.querySelector<HTMLElement>(firstField)?.focus();
  }, []);
  if (label !== undefined) {
    return (
      <ScrollArea label={label} className={styles['body']}>
        {children}
      </ScrollArea>
    );
  }
  return (
    <div ref={body} className={styles['body']}>
      {children}
    </div>
  );
}

/** The buttons at the foot of a dialog, the main one last. What lies under the dialog says that the host is away, so it says so itself. */
export function DialogFooter({ children }: { readonly children: ReactNode }) {
  const isAway = useConnectionState() !== 'live';
  return (
    <footer className={styles['footer']}>
      {isAway && <p className={styles['away']}>{connectionWords.waits}</p>}
      {children}
    </footer>
  );
}
