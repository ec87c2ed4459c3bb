import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isTextFormat, registeredFormats } from '../../../../core/domain/model/document-entry.ts';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { RadioInput, SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { documentWords as words } from '../../../strings/documents.ts';
import { ActDialog } from './ActDialog.tsx';
import { firstText } from './first-text.ts';
import { readTags } from './tag-words.ts';
import { useRefreshDocuments } from './use-refresh-documents.ts';

type Role = DocumentEntry['role'];
type Format = DocumentEntry['format'];

/** What a document may be begun as: text formats; a composite template only as a template. */
function formatsOf(role: Role): readonly Format[] {
  const written = registeredFormats.filter((format) => isTextFormat(format));
  return role === 'template' ? written.filter((format) => ['md', 'html', 'template'].includes(format)) : written.filter((format) => format !== 'template');
}

/** Asks what a new document is called and written in, and opens it. */
export function CreateDialog({ role: given, onClose }: { readonly role: Role; readonly onClose: () => void }) {
  const queries = useQueries();
  const navigate = useNavigate();
  const refresh = useRefreshDocuments();
  const [title, setTitle] = useState('');
  const [role, setRole] = useState<Role>(given);
  const [chosen, setFormat] = useState<Format>('md');
  const [tags, setTags] = useState('');
  const formats = formatsOf(role);
  const format = formats.includes(chosen) ? chosen : 'md';
  const create = useMutation(
    queries.docs.create.mutationOptions({
      onSuccess: async ({ entry }) => {
        sayDone(words.created(entry.title));
        await refresh();
        onClose();
        await navigate({ to: '/documents/$id', params: { id: entry.id } });
      },
    }),
  );
  const isMissing = title.trim() === '';
  const said = { format, role, tags: readTags(tags) };

  return (
    <ActDialog
      title={words.createTitle[given]}
      action={words.createAction}
      isPending={create.isPending}
      command={isMissing ? undefined : commandWords(['docs', 'create', title.trim()], said)}
      failure={{ error: create.error, title: words.createFailed }}
      onClose={onClose}
      onAct={() => {
        if (!isMissing) create.mutate({ ...said, title: title.trim(), text: firstText(format, title.trim()) });
      }}
    >
      {(isChecked) => (
        <>
          <TextInput label={words.fields.title} isRequired value={title} onChange={setTitle} error={isChecked && isMissing ? words.fields.missingTitle : undefined} />
          <RadioInput
            label={words.fields.role}
            help={words.fields.roleHelp}
            isRequired
            value={role}
            choices={(['document', 'template'] as const).map((each) => ({ value: each, label: words.role[each] }))}
            onChange={(value) => {
              setRole(value === 'template' ? 'template' : 'document');
            }}
          />
          <SelectInput
            label={words.fields.format}
            isRequired
            value={format}
            choices={formats.map((each) => ({ value: each, label: words.format[each] }))}
            onChange={(value) => {
              setFormat(formats.find((each) => each === value) ?? 'md');
            }}
          />
          <TextInput label={words.fields.tags} help={words.fields.tagsHelp} value={tags} onChange={setTags} />
        </>
      )}
    </ActDialog>
  );
}
