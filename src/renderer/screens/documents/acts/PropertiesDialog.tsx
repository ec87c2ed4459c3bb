import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../components/command-words.ts';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { CheckboxList } from '../../../components/fields/CheckboxList.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { documentWords as words } from '../../../strings/documents.ts';
import { shellWords } from '../../../strings/shell.ts';
import styles from './acts.module.css';
import { readTags, shownTags } from './tag-words.ts';
import { useRefreshDocuments } from './use-refresh-documents.ts';

const none = 'none';

/** Changes what is known of a document: title, tags, workflows, the schema its content must fit. */
export function PropertiesDialog({ document, onClose }: { readonly document: DocumentEntry; readonly onClose: () => void }) {
  const queries = useQueries();
  const refresh = useRefreshDocuments();
  const [title, setTitle] = useState(document.title);
  const [tags, setTags] = useState(shownTags(document.tags));
  const [workflows, setWorkflows] = useState<readonly string[]>(document.workflows);
  const [schema, setSchema] = useState(document.schema ?? none);
  const known = useQuery(queries.workflows.list.queryOptions({ input: {} }));
  const takesSchema = document.format === 'json' || document.format === 'yaml';
  const schemas = useQuery(queries.docs.list.queryOptions({ input: { format: 'json', limit: 200 }, enabled: takesSchema }));
  const change = useMutation(
    queries.docs.update.mutationOptions({
      onSuccess: async ({ entry }) => {
        sayDone(words.saved(entry.title));
        await refresh();
        onClose();
      },
    }),
  );
  const isMissing = title.trim() === '';
  const said = { title: title.trim(), tags: readTags(tags), workflows: [...workflows], ...(takesSchema ? { schema: schema === none ? null : schema } : {}) };

  return (
    <Dialog title={words.propertiesTitle(document.title)} isOpen onClose={onClose}>
      <Form
        className={styles['form'] ?? ''}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isMissing) change.mutate({ id: document.id, ...said });
        }}
      >
        <DialogBody>
          <div className={styles['body']}>
            <TextInput label={words.fields.title} isRequired value={title} onChange={setTitle} error={isMissing ? words.fields.missingTitle : undefined} />
            <TextInput label={words.fields.tags} help={words.fields.tagsHelp} value={tags} onChange={setTags} />
            {takesSchema && (
              <SelectInput
                label={words.fields.schema}
                help={words.fields.schemaHelp}
                value={schema}
                choices={[{ value: none, label: words.fields.noSchema }, ...(schemas.data?.items ?? []).filter(({ id }) => id !== document.id).map(({ id, title: name }) => ({ value: id, label: name }))]}
                onChange={setSchema}
              />
            )}
            {(known.data?.items.length ?? 0) > 0 && (
              <CheckboxList
                label={words.fields.workflows}
                value={workflows}
                choices={(known.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                onChange={setWorkflows}
              />
            )}
            <div>
              <p className={styles['caption']}>{words.cli}</p>
              <CommandLine command={commandWords(['docs', 'update', document.id], said)} />
            </div>
            {change.error !== null && <Failure error={change.error} title={words.saveFailed} isInline />}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={change.isPending}>
            {words.save}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  );
}
