import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { DialogForm } from '../../../components/DialogForm.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { CheckboxInput } from '../../../components/fields/CheckboxInput.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { SecretInput } from '../../../components/fields/SecretInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { credentialWords as words } from '../../../strings/credentials.ts';
import { shellWords } from '../../../strings/shell.ts';
import styles from '../panels.module.css';
import { useSecretCall } from './use-secret-call.ts';

/** Takes a key, has it tried, and keeps it only if it works, unless a person wants it kept all the same. */
export function AddCredentialDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const connectors = useQuery(queries.connectors.list.queryOptions({ input: { category: 'llm' } }));
  const [connector, setConnector] = useState('');
  const [label, setLabel] = useState('default');
  const [secret, setSecret] = useState('');
  const [environment, setEnvironment] = useState('');
  const [description, setDescription] = useState('');
  const [expires, setExpires] = useState('');
  const [isDefault, setIsDefault] = useState(false);
  const [isUntested, setIsUntested] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  const call = useSecretCall();
  const lacks = (value: string, what: string): string | undefined => (isChecked && value.trim() === '' ? words.missing(what) : undefined);
  const facts = {
    label: label.trim(),
    ...(environment.trim() === '' ? {} : { environment: environment.trim() }),
    ...(description.trim() === '' ? {} : { description: description.trim() }),
    ...(expires === '' ? {} : { expiresAt: `${expires}T00:00:00.000Z` }),
    ...(isDefault ? { isDefault } : {}),
  };
  const save = async (): Promise<void> => {
    setIsChecked(true);
    if (connector === '' || label.trim() === '' || secret === '') return;
    if (!(await call.run(() => client.credentials.set({ connector, secret, ...facts, test: !isUntested })))) return;
    setSecret('');
    sayDone(words.saved(connector, label.trim()));
    await Promise.all([queries.credentials, queries.connectors].map((area) => cache.invalidateQueries({ queryKey: area.key() })));
    onClose();
  };
  return (
    <Dialog title={words.add} isOpen onClose={onClose}>
      <DialogForm autoComplete="off" onSubmit={() => { void save(); }}>
        <DialogBody>
          <div className={styles['stack']}>
            <SelectInput label={words.connector} isRequired value={connector} error={lacks(connector, words.connector)} choices={(connectors.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))} onChange={setConnector} />
            <TextInput label={words.label} help={words.labelHelp} isRequired value={label} error={lacks(label, words.label)} onChange={setLabel} />
            <SecretInput label={words.secret} help={words.secretHelp} isRequired value={secret} error={lacks(secret, words.secret)} onChange={setSecret} />
            <TextInput label={words.environment} help={words.environmentHelp} value={environment} onChange={setEnvironment} />
            <TextInput label={words.description} value={description} onChange={setDescription} />
            <TextInput label={words.expires} kind="date" value={expires} onChange={setExpires} />
            <CheckboxInput label={words.isDefault} value={isDefault} onChange={setIsDefault} />
            <CheckboxInput label={words.untested} help={words.untestedHelp} value={isUntested} onChange={setIsUntested} />
            {connectors.error !== null && <Failure error={connectors.error} isInline />}
            {call.error !== null && <Failure error={call.error} title={words.notSaved} isInline />}
            {connector !== '' && (
              <div>
                <p className={styles['caption']}>{words.cli}</p>
                <CommandLine command={`${commandWords(['connectors', 'credentials', 'set', connector], facts)}${isUntested ? ' --no-test' : ''}`} />
              </div>
            )}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={call.isPending}>
            {isUntested ? words.saveUntested : words.testAndSave}
          </Button>
        </DialogFooter>
      </DialogForm>
    </Dialog>
  );
}
