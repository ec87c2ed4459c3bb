import { useEffect, useRef, useState } from 'react';
import { type ArtifactView, bundleParts } from '../../core/domain/operations/artifacts.ts';
import { useClient } from '../client/ClientProvider.tsx';
import { Button } from '../components/Button.tsx';
import { commandWords } from '../../core/domain/model/command-line.ts';
import { CommandLine } from '../components/CommandLine.tsx';
import { Dialog, DialogBody, DialogFooter } from '../components/Dialog.tsx';
import { Failure } from '../components/Failure.tsx';
import { CheckboxList } from '../components/fields/CheckboxList.tsx';
import { Icon } from '../components/Icon.tsx';
import { byteWords } from '../components/time-words.ts';
import { sayDone } from '../components/toasts.ts';
import { runWords } from '../strings/runs.ts';
import { shellWords } from '../strings/shell.ts';
import styles from './BundleDialog.module.css';
import { type Receiving, receiveFile } from './receive-file.ts';
import { saveBytes } from './save-bytes.ts';

const words = runWords.bundle;
const parts = bundleParts.map((value) => ({ value, label: words.partNames[value] })).filter(({ value }) => value !== 'documents');

export interface BundleDialogProps {
  readonly runId: string;
  readonly artifacts: readonly ArtifactView[];
  readonly onClose: () => void;
}

/** Chooses what goes into the bundle of a run, and shows how far it is. Closing it ends what is under way. */
export function BundleDialog({ runId, artifacts, onClose }: BundleDialogProps) {
  const client = useClient();
  const known = [...new Set(artifacts.map(({ name }) => formatOf(name)).filter((format) => format !== ''))].toSorted();
  const [formats, setFormats] = useState<readonly string[]>(known);
  const [chosen, setChosen] = useState<readonly string[]>(parts.map(({ value }) => value));
  const [now, setNow] = useState<Receiving | 'asked'>();
  const [failure, setFailure] = useState<unknown>();
  const [note, setNote] = useState<string>();
  const ending = useRef<AbortController>(undefined);
  useEffect(() => () => { ending.current?.abort(); }, []);

  const input = orderOf(runId, { known, formats, chosen });
  const start = async (): Promise<void> => {
    const abort = new AbortController();
    ending.current = abort;
    setFailure(undefined);
    setNote(undefined);
    setNow('asked');
    try {
      const { content, note: said, ...file } = await receiveFile(await client.artifacts.bundle(input, { signal: abort.signal }), setNow);
      if (abort.signal.aborted) return;
      saveBytes(file, content);
      sayDone(words.done, file.name);
      if (said === undefined) onClose();
      else setNote(said);
    } catch (error) {
      if (!abort.signal.aborted) setFailure(error);
    } finally {
      if (!abort.signal.aborted) setNow(undefined);
    }
  };

  return (
    <Dialog title={words.title} isOpen onClose={onClose}>
      <DialogBody>
        <div className={styles['form']}>
          <p>{words.about}</p>
          {known.length === 0 ? <p>{words.none}</p> : <CheckboxList label={words.formats} value={formats} onChange={setFormats} isDisabled={now !== undefined} choices={known.map((format) => ({ value: format, label: format.toUpperCase() }))} />}
          <CheckboxList label={words.parts} value={chosen} onChange={setChosen} isDisabled={now !== undefined} choices={parts} />
          <CommandLine command={commandWords(['artifacts', 'bundle'], { run: runId, formats: input.formats?.join(','), include: input.include, out: 'bundle.zip' })} />
          {now !== undefined && <Progress now={now} />}
          {note !== undefined && (
            <div role="status" className={styles['note']}>
              <Icon name="info" />
              <p>{note}</p>
            </div>
          )}
          {failure !== undefined && <Failure error={failure} title={words.failed} isInline />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onPress={onClose}>{note === undefined ? words.cancel : shellWords.close}</Button>
        <Button look="primary" icon="download" isPending={now !== undefined} onPress={() => void start()}>
          {words.start}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Progress({ now }: { readonly now: Receiving | 'asked' }) {
  const { packed, files, bytes, path } = now === 'asked' ? { packed: 0, files: 0, bytes: 0, path: undefined } : now;
  return (
    <div className={styles['progress']} role="status">
      <progress max={Math.max(1, files)} value={packed} aria-label={words.progress(packed, files)} />
      <span>{files === 0 ? words.waiting : `${words.progress(packed, files)} · ${byteWords(bytes)}`}</span>
      {path !== undefined && <span className={styles['path']}>{path}</span>}
    </div>
  );
}

type Part = (typeof bundleParts)[number];

/** What is asked for; what is left as it comes is not said. */
function orderOf(run: string, { known, formats, chosen }: { readonly known: readonly string[]; readonly formats: readonly string[]; readonly chosen: readonly string[] }) {
  const hasDocuments = known.length === 0 || formats.length > 0;
  const include: Part[] = bundleParts.filter((part) => (part === 'documents' ? hasDocuments : chosen.includes(part)));
  return {
    run,
    ...(formats.length === known.length || formats.length === 0 ? {} : { formats: [...formats] }),
    ...(include.length === bundleParts.length ? {} : { include }),
  };
}

function formatOf(name: string): string {
  return /\.([\da-z]{1,10})$/iu.exec(name)?.[1]?.toLowerCase() ?? '';
}
