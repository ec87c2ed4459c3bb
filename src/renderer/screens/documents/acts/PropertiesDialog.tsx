import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { CheckboxList } from '../../../components/fields/CheckboxList.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { useWorkflows } from '../../../state/use-workflows.ts';
import { documentWords as words } from '../../../strings/documents.ts';
import { ActDialog } from './ActDialog.tsx';
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
  const known = useWorkflows();
  const takesSchema = document.format === 'json' || document.format === 'yaml';
  const schemas = useSchemas(takesSchema);
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
    <ActDialog
      title={words.propertiesTitle(document.title)}
      action={words.save}
      isPending={change.isPending}
      command={commandWords(['docs', 'update', document.id], said)}
      failure={{ error: change.error, title: words.saveFailed }}
      onClose={onClose}
      onAct={() => {
        if (!isMissing) change.mutate({ id: document.id, ...said });
      }}
    >
      {() => (
        <>
          <TextInput label={words.fields.title} isRequired value={title} onChange={setTitle} error={isMissing ? words.fields.missingTitle : undefined} />
          <TextInput label={words.fields.tags} help={words.fields.tagsHelp} value={tags} onChange={setTags} />
          {takesSchema && (
            <SelectInput
              label={words.fields.schema}
              help={words.fields.schemaHelp}
              value={schema}
              choices={[{ value: none, label: words.fields.noSchema }, ...schemas.filter(({ id }) => id !== document.id).map(({ id, title: name }) => ({ value: id, label: name }))]}
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
        </>
      )}
    </ActDialog>
  );
}

/** Documents that may be a schema: those in JSON and those in YAML. */
function useSchemas(enabled: boolean): readonly DocumentEntry[] {
  const queries = useQueries();
  const json = useQuery(queries.docs.list.queryOptions({ input: { format: 'json', limit: 200 }, enabled }));
  const yaml = useQuery(queries.docs.list.queryOptions({ input: { format: 'yaml', limit: 200 }, enabled }));
  return [json, yaml].flatMap(({ data }) => data?.items ?? []);
}
