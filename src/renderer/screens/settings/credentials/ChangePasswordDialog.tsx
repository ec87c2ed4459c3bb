import { useState } from 'react';
import { useClient } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { DialogForm } from '../../../components/DialogForm.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { SecretInput } from '../../../components/fields/SecretInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { credentialWords } from '../../../strings/credentials.ts';
import { shellWords } from '../../../strings/shell.ts';
import styles from '../panels.module.css';
import { useSecretCall } from './use-secret-call.ts';

const words = credentialWords.vault;

/** Takes another master password. */
export function ChangePasswordDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useClient();
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const call = useSecretCall();
  const isShort = newPassword !== '' && newPassword.length < 8;
  const change = async (): Promise<void> => {
    if (password === '' || newPassword.length < 8) return;
    if (!(await call.run(() => client.vault.password({ password, newPassword })))) return;
    sayDone(words.changed);
    onClose();
  };
  return (
    <Dialog title={words.change} isOpen onClose={onClose} size="small">
      <DialogForm autoComplete="off" onSubmit={() => { void change(); }}>
        <DialogBody>
          <div className={styles['stack']}>
            <SecretInput label={words.current} isRequired value={password} onChange={setPassword} />
            <SecretInput label={words.next} help={words.passwordHelp} isRequired value={newPassword} error={isShort ? words.tooShort : undefined} onChange={setNewPassword} />
            {call.error !== null && <Failure error={call.error} title={words.changeFailed} isInline />}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={call.isPending}>
            {words.change}
          </Button>
        </DialogFooter>
      </DialogForm>
    </Dialog>
  );
}
