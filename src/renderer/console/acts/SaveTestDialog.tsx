import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { DialogForm } from '../../components/DialogForm.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SwitchInput } from '../../components/fields/SwitchInput.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { toastQueue } from '../../components/toasts.ts';
import { runOutWords } from '../../strings/console-acts.ts';
import { shellWords } from '../../strings/shell.ts';
import { useConsole } from '../console-context.tsx';
import styles from './acts.module.css';

const words = runOutWords.test;
const underWay: readonly string[] = ['queued', 'running', 'pausing'];

/** Keeps the run as a test of its workflow. */
export function SaveTestDialog({ onClose, onRunTests }: { readonly onClose: () => void; readonly onRunTests: () => void }) {
  const { run } = useConsole();
  const queries = useQueries();
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const [replace, setReplace] = useState(false);
  const save = useMutation(queries.tests.create.mutationOptions({
    onSuccess: (test) => {
      onClose();
      toastQueue.add({ tone: 'good', title: words.done(test.name), action: { label: words.run, run: onRunTests } }, { timeout: 8000 });
    },
    onSettled: async () => { await cache.invalidateQueries({ queryKey: queries.tests.key() }); },
  }));
  const named = name.trim() === '' ? {} : { name: name.trim() };
  const isUnderWay = underWay.includes(run.status);
  return (
    <Dialog title={words.title} isOpen onClose={onClose}>
      <DialogForm onSubmit={() => { if (!isUnderWay && !save.isPending) save.mutate({ run: run.id, ...named, replace }); }}>
        <DialogBody>
          <div className={styles['body']}>
            <p>{words.text}</p>
            {isUnderWay && <p role="alert">{words.notYet}</p>}
            <TextInput label={words.name} help={words.nameHelp} value={name} onChange={setName} />
            <SwitchInput label={words.replace} value={replace} onChange={setReplace} />
            <CommandLine command={commandWords(['tests', 'create', run.id, ...Object.values(named)], { replace })} />
            {save.error !== null && <Failure error={save.error} title={words.failed} isInline />}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={save.isPending} isDisabled={isUnderWay}>{words.action}</Button>
        </DialogFooter>
      </DialogForm>
    </Dialog>
  );
}
