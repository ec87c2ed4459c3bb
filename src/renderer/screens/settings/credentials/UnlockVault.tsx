import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { SecretInput } from '../../../components/fields/SecretInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { credentialWords } from '../../../strings/credentials.ts';
import styles from '../panels.module.css';
import { useSecretCall } from './use-secret-call.ts';

const words = credentialWords.vault;

/** Opens the vault of the host, by the password or by the keychain. */
export function UnlockVault({ hasKeychain }: { readonly hasKeychain: boolean }) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const [password, setPassword] = useState('');
  const call = useSecretCall();
  const unlock = async (input: { readonly password?: string }): Promise<void> => {
    const isOpen = await call.run(() => client.vault.unlock(input));
    setPassword('');
    if (!isOpen) return;
    sayDone(words.unlocked);
    await cache.invalidateQueries({ queryKey: queries.vault.key() });
  };
  return (
    <Form
      className={`${styles['wholeRow'] ?? ''} ${styles['stack'] ?? ''}`}
      aria-label={words.unlock}
      autoComplete="off"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== '') void unlock({ password });
      }}
    >
      <SecretInput label={words.unlockPassword} help={words.unlockText} isRequired value={password} onChange={setPassword} />
      {call.error !== null && <Failure error={call.error} title={words.unlockFailed} isInline />}
      <div className={styles['row']}>
        <Button type="submit" look="primary" isPending={call.isPending}>
          {words.unlock}
        </Button>
        {hasKeychain && (
          <Button isPending={call.isPending} onPress={() => void unlock({})}>
            {words.byKeychain}
          </Button>
        )}
      </div>
      <CommandLine command="aiwm vault unlock" />
    </Form>
  );
}
