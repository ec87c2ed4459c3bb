import { commandWords, shellWord } from '../../../../core/domain/model/command-line.ts';
import { useState } from 'react';
import { useClient } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { DialogForm } from '../../../components/DialogForm.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { SecretInput } from '../../../components/fields/SecretInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { saveBytes } from '../../../console/save-bytes.ts';
import { bundleWords as words } from '../../../strings/bundles.ts';
import { shellWords } from '../../../strings/shell.ts';
import { useSecretCall } from '../credentials/use-secret-call.ts';
import styles from '../panels.module.css';

const name = 'aiwm-settings.json';

/** Hands the settings and profiles to the browser as a file, sealed where a passphrase is given. */
export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useClient();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const call = useSecretCall();
  const isDifferent = again !== '' && again !== passphrase;
  const save = async (): Promise<void> => {
    if (passphrase !== again) return;
    const isKept = await call.run(async () => {
      const { text } = await client.settings.export(passphrase === '' ? {} : { passphrase });
      saveBytes({ name, mediaType: 'application/json' }, text);
    });
    if (!isKept) return;
    sayDone(words.exported(name));
    onClose();
  };
  return (
    <Dialog title={words.exportTitle} isOpen onClose={onClose} size="small">
      <DialogForm autoComplete="off" onSubmit={() => { void save(); }}>
        <DialogBody>
          <div className={styles['stack']}>
            <p>{words.exportText}</p>
            <SecretInput label={words.passphrase} help={words.passphraseHelp} value={passphrase} onChange={setPassphrase} />
            {passphrase !== '' && <SecretInput label={words.again} isRequired value={again} error={isDifferent ? words.different : undefined} onChange={setAgain} />}
            {call.error !== null && <Failure error={call.error} title={words.exportFailed} isInline />}
            <div>
              <p className={styles['caption']}>{words.cli}</p>
              <CommandLine command={`${commandWords(['settings', 'export'])}${passphrase === '' ? '' : ' --passphrase-file <file>'} > ${shellWord(name)}`} />
            </div>
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={call.isPending}>
            {words.export}
          </Button>
        </DialogFooter>
      </DialogForm>
    </Dialog>
  );
}
