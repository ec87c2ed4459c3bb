import { useState } from 'react';
import { reasonLimit } from '../../../core/domain/model/reason-limit.ts';
import { isUnreachable } from '../../client/read-failure.ts';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { Dialog, DialogBody, DialogFooter, type DialogProps } from '../../components/Dialog.tsx';
import { DialogForm } from '../../components/DialogForm.tsx';
import { Failure } from '../../components/Failure.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { Icon } from '../../components/Icon.tsx';
import { actWords as words } from '../../strings/console-acts.ts';
import { shellWords } from '../../strings/shell.ts';
import { othersSteered } from '../open-runs.ts';
import styles from './acts.module.css';

export interface ActDialogProps extends Pick<DialogProps, 'title' | 'size' | 'onClose' | 'children'> {
  readonly runId: string;
  /** What the main button does, as a verb. */
  readonly action: string;
  readonly isDanger?: boolean;
  readonly isPending: boolean;
  readonly isDisabled?: boolean;
  readonly error: unknown;
  /** What could not be done. */
  readonly failed: string;
  /** The line that does the same; asked for with the reason that is given. */
  readonly command: (flags: { readonly reason?: string }) => string;
  readonly onConfirm: (because: { readonly reason?: string }) => void;
}

/** From here on it is said how many characters are left. */
const counted = 200;

/** Something that is done to a run: what it means, what it takes, why it is done, and the line that does the same. What is refused can be tried again. */
export function ActDialog({ title, size = 'medium', onClose, children, runId, action, isDanger = false, isPending, isDisabled = false, error, failed, command, onConfirm }: ActDialogProps) {
  const [reason, setReason] = useState('');
  const left = reasonLimit - reason.trim().length;
  const because = reason.trim() === '' ? {} : { reason: reason.trim() };
  return (
    <Dialog title={title} isOpen onClose={onClose} size={size} role={isDanger ? 'alertdialog' : 'dialog'}>
      <DialogForm onSubmit={() => { if (!isPending && !isDisabled && left >= 0) onConfirm(because); }}>
        <DialogBody>
          <div className={styles['body']}>
            <AlsoSteered runId={runId} />
            {children}
            <TextInput label={words.reason} help={left < counted ? words.reasonLeft(Math.max(0, left)) : words.reasonHelp} error={left < 0 ? words.reasonTooLong(-left, reasonLimit) : undefined} value={reason} onChange={setReason} />
            <div>
              <p className={styles['soft']}>{words.line}</p>
              <CommandLine command={command(because)} />
            </div>
            {error !== null && error !== undefined && <Failure error={error} title={isUnreachable(error) ? words.unanswered : failed} isInline />}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look={isDanger ? 'danger' : 'primary'} isPending={isPending} isDisabled={isDisabled}>
            {action}
          </Button>
        </DialogFooter>
      </DialogForm>
    </Dialog>
  );
}

/** Who steers two runs at once is told so before the second one is touched. */
export function AlsoSteered({ runId }: { readonly runId: string }) {
  const others = othersSteered(runId);
  if (others.length === 0) return null;
  return (
    <p className={styles['warning']} role="status">
      <Icon name="alert" />
      <span>{words.alsoSteered(others.map(({ name, id }) => `${name} (${id.slice(-8)})`).join(', '))}</span>
    </p>
  );
}
