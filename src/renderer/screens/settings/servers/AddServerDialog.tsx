import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { DialogForm } from '../../../components/DialogForm.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { BytesInput } from '../../../components/fields/BytesInput.tsx';
import { SecretInput } from '../../../components/fields/SecretInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { serverWords as words } from '../../../strings/servers.ts';
import { shellWords } from '../../../strings/shell.ts';
import styles from '../panels.module.css';

/** Keeps a server once it was greeted. What is typed as its token goes to the program and stays nowhere in the page. */
export function AddServerDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [token, setToken] = useState('');
  const [authority, setAuthority] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const add = useMutation(
    queries.servers.add.mutationOptions({
      onSuccess: async (added) => {
        sayDone(words.added(added.name));
        await cache.invalidateQueries({ queryKey: queries.servers.key() });
        onClose();
      },
    }),
  );
  const lacks = (value: string, what: string): string | undefined => (isChecked && value.trim() === '' ? words.needed(what) : undefined);
  const send = (): void => {
    setIsChecked(true);
    if ([name, url, token].some((value) => value.trim() === '')) return;
    add.mutate({ name: name.trim(), url: url.trim(), secret: token, ...(authority === '' ? {} : { authority }) });
  };
  return (
    <Dialog title={words.add} isOpen onClose={onClose}>
      <DialogForm autoComplete="off" onSubmit={send}>
        <DialogBody>
          <div className={styles['stack']}>
            <TextInput label={words.name} help={words.nameHelp} isRequired value={name} error={lacks(name, words.name)} onChange={setName} />
            <TextInput label={words.address} help={words.addressHelp} isRequired value={url} error={lacks(url, words.address)} onChange={setUrl} />
            <SecretInput label={words.token} help={words.tokenHelp} isRequired value={token} error={lacks(token, words.token)} onChange={setToken} />
            <BytesInput label={words.authority} help={words.authorityHelp} value={authority} onChange={setAuthority} />
            {add.error !== null && <Failure error={add.error} title={words.notAdded} isInline />}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={add.isPending}>
            {words.addAction}
          </Button>
        </DialogFooter>
      </DialogForm>
    </Dialog>
  );
}
