import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { type ConvertedFormat, convertedFormats } from '../../../../core/domain/operations/docs-files.ts';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import type { Client } from '../../../client/connect.ts';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../components/command-words.ts';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { SwitchInput } from '../../../components/fields/SwitchInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { documentActWords as words, documentWords } from '../../../strings/documents.ts';
import { shellWords } from '../../../strings/shell.ts';
import styles from './acts.module.css';

interface Wanted {
  readonly id: string;
  /** Absent: as it is. */
  readonly to: ConvertedFormat | undefined;
  readonly directory: string;
  readonly overwrite: boolean;
}

const asItIs = 'as it is';

/** Writes a document into an allowed directory, as it is or in another format. */
export function ExportDialog({ document, onClose }: { readonly document: DocumentEntry; readonly onClose: () => void }) {
  const client = useClient();
  const queries = useQueries();
  const [to, setTo] = useState<ConvertedFormat>();
  const [typed, setTyped] = useState<string>();
  const [overwrite, setOverwrite] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  const allowed = useQuery(queries.filesandbox.list.queryOptions({ input: {} }));
  const directory = typed ?? allowed.data?.items.find(({ write, state }) => write && state === 'ok')?.path ?? '';
  const wanted: Wanted = { id: document.id, to, directory: directory.trim(), overwrite };
  const write = useMutation({ mutationFn: async (each: Wanted) => writeDocument(client, each) });
  const targets = document.format === 'docx' || document.format === 'pdf' || document.format === 'template' ? [] : convertedFormats.filter((format) => format !== document.format);

  return (
    <Dialog title={words.exportTitle(document.title)} isOpen onClose={onClose}>
      <Form
        className={styles['form'] ?? ''}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          setIsChecked(true);
          if (wanted.directory !== '') write.mutate(wanted);
        }}
      >
        <DialogBody>
          <div className={styles['body']}>
            <TextInput
              label={documentWords.fields.folder}
              help={documentWords.fields.folderHelp}
              isRequired
              value={directory}
              onChange={setTyped}
              error={isChecked && wanted.directory === '' ? documentWords.fields.missingFolder : undefined}
            />
            <SelectInput
              label={words.exportFormat}
              isRequired
              value={to ?? asItIs}
              choices={[{ value: asItIs, label: words.asItIs(documentWords.format[document.format]) }, ...targets.map((format) => ({ value: format, label: documentWords.format[format] }))]}
              onChange={(value) => {
                setTo(targets.find((format) => format === value));
              }}
            />
            <SwitchInput label={words.overwrite} value={overwrite} onChange={setOverwrite} />
            {wanted.directory !== '' && (
              <div>
                <p className={styles['caption']}>{documentWords.cli}</p>
                <CommandLine command={exportCommand(wanted)} />
              </div>
            )}
            {write.error !== null && <Failure error={write.error} title={words.exportFailed} isInline />}
            {write.data !== undefined && <Written {...write.data} />}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{write.data === undefined ? shellWords.cancel : shellWords.close}</Button>
          <Button type="submit" look="primary" isPending={write.isPending}>
            {words.exportAction}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  );
}

interface WrittenProps {
  readonly paths: readonly string[];
  readonly notes: readonly string[];
}

function Written({ paths, notes }: WrittenProps) {
  return (
    <div role="status" className={styles['paths']}>
      <p>{words.exported(paths.length)}</p>
      {paths.map((path) => (
        <CommandLine key={path} command={path} />
      ))}
      {notes.length > 0 && <p>{words.notes}</p>}
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  );
}

async function writeDocument(client: Client, { id, to, directory, overwrite }: Wanted): Promise<WrittenProps> {
  if (to !== undefined) {
    const { path, backup, notes } = await client.docs.convert({ id, to, directory, overwrite });
    return { paths: [path], notes: [...notes, ...(backup === undefined ? [] : [words.backup(backup)])] };
  }
  const paths: string[] = [];
  for await (const step of await client.docs.export({ ids: [id], directory, overwrite })) if (step.kind === 'file') paths.push(step.path);
  return { paths, notes: [] };
}

function exportCommand({ id, to, directory, overwrite }: Wanted): string {
  return to === undefined ? commandWords(['docs', 'export', id], { directory, overwrite }) : commandWords(['docs', 'convert'], { id, to, directory, overwrite });
}
