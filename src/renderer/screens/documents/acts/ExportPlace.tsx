import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { SwitchInput } from '../../../components/fields/SwitchInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { documentActWords as words, documentWords } from '../../../strings/documents.ts';

export interface ExportPlace {
  readonly directory: string;
  readonly overwrite: boolean;
}

/** Where documents are exported to: the first allowed directory that can be written, until another one is named. */
export function useExportPlace(): readonly [ExportPlace, (change: Partial<ExportPlace>) => void] {
  const queries = useQueries();
  const allowed = useQuery(queries.filesandbox.list.queryOptions({ input: {} }));
  const [said, setSaid] = useState<Partial<ExportPlace>>({});
  const directory = said.directory ?? allowed.data?.items.find(({ write, state }) => write && state === 'ok')?.path ?? '';
  return [{ directory: directory.trim(), overwrite: said.overwrite ?? false }, (change) => { setSaid((before) => ({ ...before, ...change })); }];
}

export interface ExportFolderProps {
  readonly place: ExportPlace;
  readonly onChange: (change: Partial<ExportPlace>) => void;
  readonly isChecked: boolean;
}

/** The field for the folder. */
export function ExportFolder({ place, onChange, isChecked }: ExportFolderProps) {
  return (
    <TextInput
      label={documentWords.fields.folder}
      help={documentWords.fields.folderHelp}
      isRequired
      value={place.directory}
      onChange={(directory) => { onChange({ directory }); }}
      error={isChecked && place.directory === '' ? documentWords.fields.missingFolder : undefined}
    />
  );
}

/** Whether files of the same names are replaced. */
export function ExportOverwrite({ place, onChange }: Pick<ExportFolderProps, 'place' | 'onChange'>) {
  return <SwitchInput label={words.overwrite} value={place.overwrite} onChange={(overwrite) => { onChange({ overwrite }); }} />;
}
