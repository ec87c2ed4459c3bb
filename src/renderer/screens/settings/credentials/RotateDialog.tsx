import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CredentialView } from '../../../../core/domain/operations/credentials.ts';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { DialogForm } from '../../../components/DialogForm.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { CheckboxInput } from '../../../components/fields/CheckboxInput.tsx';
import { SecretInput } from '../../../components/fields/SecretInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { credentialWords as words } from '../../../strings/credentials.ts';
import { shellWords } from '../../../strings/shell.ts';
import styles from '../panels.module.css';
import { keyName, oneKey } from './key-name.ts';
import { useSecretCall } from './use-secret-call.ts';

/** Replaces a key by a new one that is proven first. */
export function RotateDialog({ credential, onClose }: { readonly credential: CredentialView; readonly onClose: () => void }) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const [secret, setSecret] = useState('');
  const [grace, setGrace] = useState('0');
  const [reason, setReason] = useState('');
  const [isUntested, setIsUntested] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  const call = useSecretCall();
  const graceMinutes = Number(grace);
  const isGraceWrong = grace.trim() === '' || !Number.isInteger(graceMinutes) || graceMinutes < 0 || graceMinutes > 43_200;
  const facts = { ...(isGraceWrong || graceMinutes === 0 ? {} : { graceMinutes }), ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
  const rotate = async (): Promise<void> => {
    setIsChecked(true);
    if (secret === '' || isGraceWrong) return;
    if (!(await call.run(() => client.credentials.rotate({ ...oneKey(credential), secret, ...facts, test: !isUntested })))) return;
    setSecret('');
    sayDone(words.rotated(keyName(credential)));
    await Promise.all([queries.credentials, queries.connectors].map((area) => cache.invalidateQueries({ queryKey: area.key() })));
    onClose();
  };
  return (
    <Dialog title={words.rotateTitle(keyName(credential))} isOpen onClose={onClose}>
      <DialogForm autoComplete="off" onSubmit={() => { void rotate(); }}>
        <DialogBody>
          <div className={styles['stack']}>
            <p className={styles['soft']}>{words.rotateText}</p>
            <SecretInput label={words.newSecret} isRequired value={secret} error={isChecked && secret === '' ? words.missing(words.newSecret) : undefined} onChange={setSecret} />
            <TextInput label={words.graceMinutes} help={words.graceHelp} kind="number" isRequired value={grace} error={isGraceWrong ? words.graceWrong : undefined} onChange={setGrace} />
            <TextInput label={words.reason} help={words.reasonHelp} value={reason} onChange={setReason} />
            <CheckboxInput label={words.untested} help={words.untestedHelp} value={isUntested} onChange={setIsUntested} />
            {call.error !== null && <Failure error={call.error} title={words.notRotated} isInline />}
            <CommandLine command={`${commandWords(['connectors', 'credentials', 'rotate', credential.connector], { label: credential.label, profile: credential.profile, ...facts })}${isUntested ? ' --no-test' : ''}`} />
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={call.isPending}>
            {isUntested ? words.rotateUntested : words.testAndRotate}
          </Button>
        </DialogFooter>
      </DialogForm>
    </Dialog>
  );
}
