import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { isJsonObject, type JsonObject } from '../../../../core/domain/model/json.ts';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { CheckboxInput } from '../../../components/fields/CheckboxInput.tsx';
import { MarkedText } from '../../../components/MarkedText.tsx';
import { SecretInput } from '../../../components/fields/SecretInput.tsx';
import { readJson } from '../../../components/read-json.ts';
import { sayDone } from '../../../components/toasts.ts';
import { bundleWords as words } from '../../../strings/bundles.ts';
import { shellWords } from '../../../strings/shell.ts';
import { useSecretCall } from '../credentials/use-secret-call.ts';
import styles from '../panels.module.css';
import { DifferenceList, type Differences } from './DifferenceList.tsx';

interface Chosen {
  readonly name: string;
  readonly bundle: JsonObject | undefined;
}

/** Takes settings over from a file: what would change is shown first, and only then changed. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const [chosen, setChosen] = useState<Chosen>();
  const [passphrase, setPassphrase] = useState('');
  const [replace, setReplace] = useState(false);
  const [isTrusted, setTrusted] = useState(false);
  const [looked, setLooked] = useState<Differences>();
  const call = useSecretCall();
  const changed = (change: () => void): void => {
    setLooked(undefined);
    setTrusted(false);
    change();
  };
  const ask = (dryRun: boolean): Promise<boolean> =>
    call.run(async () => {
      if (chosen?.bundle === undefined) return;
      setLooked(await client.settings.import({ bundle: chosen.bundle, dryRun, replace, acceptTrust: isTrusted, ...(passphrase === '' ? {} : { passphrase }) }));
    });
  const apply = async (): Promise<void> => {
    if (!(await ask(false))) return;
    sayDone(words.imported);
    await Promise.all([queries.settings, queries.profiles].map((area) => cache.invalidateQueries({ queryKey: area.key() })));
    onClose();
  };
  const take = async (file: File | null | undefined): Promise<void> => {
    const read = await readFile(file);
    if (read !== undefined) changed(() => { setChosen(read); });
  };
  const asksTrust = looked !== undefined && looked.trust.length > 0;
  const isReady = looked !== undefined && looked.differences.length > 0;
  return (
    <Dialog title={words.importTitle} isOpen onClose={onClose}>
      <DialogBody>
        <div className={styles['stack']}>
          <div className={styles['row']}>
            <p>{chosen?.name ?? <MarkedText text={words.noFile} />}</p>
            <FileTrigger acceptedFileTypes={['.json', 'application/json']} onSelect={(files) => void take(files?.item(0))}>
              <Button icon="upload">{words.choose}</Button>
            </FileTrigger>
          </div>
          {chosen !== undefined && chosen.bundle === undefined && <p role="alert">{words.notABundle(chosen.name)}</p>}
          <SecretInput label={words.passphrase} help={words.sealedHelp} value={passphrase} onChange={(value) => { changed(() => { setPassphrase(value); }); }} />
          <CheckboxInput label={words.replace} help={words.replaceHelp} value={replace} onChange={(value) => { changed(() => { setReplace(value); }); }} />
          {call.error !== null && <Failure error={call.error} title={words.importFailed} isInline />}
          {looked !== undefined && <DifferenceList looked={looked} />}
          {asksTrust && <CheckboxInput label={words.acceptTrust} value={isTrusted} onChange={setTrusted} />}
          {chosen !== undefined && (
            <div>
              <p className={styles['caption']}>{words.cli}</p>
              <CommandLine command={`${commandWords(['settings', 'import', chosen.name], { replace, acceptTrust: isReady && asksTrust, dryRun: !isReady })}${passphrase === '' ? '' : ' --passphrase-file <file>'}`} />
            </div>
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onPress={onClose}>{shellWords.cancel}</Button>
        {isReady ? (
          <Button look="primary" isDisabled={asksTrust && !isTrusted} isPending={call.isPending} onPress={() => void apply()}>
            {words.apply}
          </Button>
        ) : (
          <Button look="primary" isDisabled={chosen?.bundle === undefined} isPending={call.isPending} onPress={() => void ask(true)}>
            {words.look}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}

async function readFile(file: File | null | undefined): Promise<Chosen | undefined> {
  if (file === null || file === undefined) return undefined;
  const written = readJson(await file.text());
  return { name: file.name, bundle: isJsonObject(written) ? written : undefined };
}
