import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { RadioInput } from '../../../components/fields/ChoiceInput.tsx';
import { SecretInput } from '../../../components/fields/SecretInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { credentialWords } from '../../../strings/credentials.ts';
import styles from '../panels.module.css';
import { useSecretCall } from './use-secret-call.ts';

const words = credentialWords.vault;

/** Makes the vault: opened by the keychain where there is one, else by a password. */
export function SetUpVault({ hasKeychain }: { readonly hasKeychain: boolean }) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const [kind, setKind] = useState<string>(hasKeychain ? 'keychain' : 'password');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const call = useSecretCall();
  const byPassword = kind === 'password';
  const isShort = byPassword && password.length < 8;
  const isDifferent = byPassword && password !== again;
  const setUp = async (): Promise<void> => {
    setIsChecked(true);
    if (isShort || isDifferent) return;
    if (!(await call.run(() => client.vault.setup(byPassword ? { kind: 'password', password } : { kind: 'keychain' })))) return;
    setPassword('');
    setAgain('');
    sayDone(words.isSetUp);
    await cache.invalidateQueries({ queryKey: queries.vault.key() });
  };
  return (
    <Form
      className={`${styles['wholeRow'] ?? ''} ${styles['stack'] ?? ''}`}
      aria-label={words.setUp}
      autoComplete="off"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void setUp();
      }}
    >
      <p>{hasKeychain ? words.setUpText : words.noKeychain}</p>
      {hasKeychain && <RadioInput label={words.how} isRequired value={kind} choices={[{ value: 'keychain', label: words.keychain }, { value: 'password', label: words.byPassword }]} onChange={setKind} />}
      {byPassword && (
        <>
          <SecretInput label={words.password} help={words.passwordHelp} isRequired value={password} error={isChecked && isShort ? words.tooShort : undefined} onChange={setPassword} />
          <SecretInput label={words.again} isRequired value={again} error={isChecked && isDifferent ? words.different : undefined} onChange={setAgain} />
        </>
      )}
      {call.error !== null && <Failure error={call.error} title={words.setUpFailed} isInline />}
      <div>
        <Button type="submit" look="primary" isPending={call.isPending}>
          {words.setUpAction}
        </Button>
      </div>
      <div>
        <p className={styles['caption']}>{credentialWords.cli}</p>
        <CommandLine command={commandWords(['vault', 'setup'], { kind })} />
      </div>
    </Form>
  );
}
