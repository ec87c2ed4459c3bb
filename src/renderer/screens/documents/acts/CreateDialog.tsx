import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { isTextFormat, registeredFormats } from '../../../../core/domain/model/document-entry.ts';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../components/command-words.ts';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { RadioInput, SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { documentWords as words } from '../../../strings/documents.ts';
import { shellWords } from '../../../strings/shell.ts';
import styles from './acts.module.css';
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
  const [isChecked, setIsChecked] = useState(false);
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
    <Dialog title={words.createTitle[given]} isOpen onClose={onClose}>
      <Form
        className={styles['form'] ?? ''}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          setIsChecked(true);
          if (!isMissing) create.mutate({ ...said, title: title.trim(), text: firstText(format, title.trim()) });
        }}
      >
        <DialogBody>
          <div className={styles['body']}>
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
            {!isMissing && (
              <div>
                <p className={styles['caption']}>{words.cli}</p>
                <CommandLine command={commandWords(['docs', 'create', title.trim()], said)} />
              </div>
            )}
            {create.error !== null && <Failure error={create.error} title={words.createFailed} isInline />}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={create.isPending}>
            {words.createAction}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  );
}
