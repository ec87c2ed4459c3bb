import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type ConvertedFormat, convertedFormats } from '../../../../core/domain/operations/docs-files.ts';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useClient } from '../../../client/ClientProvider.tsx';
import type { Client } from '../../../client/connect.ts';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { documentActWords as words, documentWords } from '../../../strings/documents.ts';
import { ActDialog } from './ActDialog.tsx';
import styles from './acts.module.css';
import { ExportFolder, ExportOverwrite, type ExportPlace, useExportPlace } from './ExportPlace.tsx';

interface Wanted extends ExportPlace {
  readonly id: string;
  /** Absent: as it is. */
  readonly to: ConvertedFormat | undefined;
}

const asItIs = 'as it is';

/** Writes a document into an allowed directory, as it is or in another format. */
export function ExportDialog({ document, onClose }: { readonly document: DocumentEntry; readonly onClose: () => void }) {
  const client = useClient();
  const [to, setTo] = useState<ConvertedFormat>();
  const [place, setPlace] = useExportPlace();
  const wanted: Wanted = { id: document.id, to, ...place };
  const write = useMutation({ mutationFn: async (each: Wanted) => writeDocument(client, each) });
  const targets = document.format === 'docx' || document.format === 'pdf' || document.format === 'template' ? [] : convertedFormats.filter((format) => format !== document.format);

  return (
    <ActDialog
      title={words.exportTitle(document.title)}
      action={words.exportAction}
      isPending={write.isPending}
      isDone={write.data !== undefined}
      command={wanted.directory === '' ? undefined : exportCommand(wanted)}
      failure={{ error: write.error, title: words.exportFailed }}
      outcome={write.data !== undefined && <Written {...write.data} />}
      onClose={onClose}
      onAct={() => {
        if (wanted.directory !== '') write.mutate(wanted);
      }}
    >
      {(isChecked) => (
        <>
          <ExportFolder place={place} onChange={setPlace} isChecked={isChecked} />
          <SelectInput
            label={words.exportFormat}
            isRequired
            value={to ?? asItIs}
            choices={[{ value: asItIs, label: words.asItIs(documentWords.format[document.format]) }, ...targets.map((format) => ({ value: format, label: documentWords.format[format] }))]}
            onChange={(value) => {
              setTo(targets.find((format) => format === value));
            }}
          />
          <ExportOverwrite place={place} onChange={setPlace} />
        </>
      )}
    </ActDialog>
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
