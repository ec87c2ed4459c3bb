import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { ConnectorDetails } from '../../../../core/domain/operations/connectors.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { type FormValues, readForm } from '../../../components/schema-fields.ts';
import { SchemaForm } from '../../../components/SchemaForm.tsx';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { connectorWords as words } from '../../../strings/connectors.ts';
import styles from '../panels.module.css';
import { connectorFields, kindFrom, saidSettings, shownSettings } from './connector-fields.ts';

const builtIn = ['chatgpt', 'claude', 'local'];

/** The settings of a model connector or a server of tools, and the way to be rid of them. Which tools are granted is kept beside the tools. */
export function ConfigureForm({ connector, onRemoved }: { readonly connector: ConnectorDetails; readonly onRemoved: () => void }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const section = useQuery(queries.settings.get.queryOptions({ input: { section: 'connectors' } }));
  const [changes, setChanges] = useState<FormValues>({});
  const [isRemoving, setIsRemoving] = useState(false);
  const { kind, ...settings } = connector.server ?? connector.settings ?? { kind: connector.kind };
  const fields = section.data === undefined ? [] : connectorFields(section.data.schema, kindFrom(kind ?? '')).filter(({ key }) => key !== 'tools');
  const form = { ...shownSettings(fields, settings), ...changes };
  const read = readForm(fields, form);
  const granted = connector.server === undefined ? {} : { tools: connector.server.tools };
  const refresh = (): Promise<void> => cache.invalidateQueries({ queryKey: queries.connectors.key() });
  const save = useMutation(
    queries.connectors.configure.mutationOptions({
      onSuccess: async () => {
        sayDone(words.saved(connector.id));
        setChanges({});
        await refresh();
      },
    }),
  );
  const remove = useMutation(
    queries.connectors.remove.mutationOptions({
      onSuccess: () => {
        sayDone(words.removed(connector.id));
        onRemoved();
      },
      onError: (failure) => { sayFailed(words.removeFailed, failure); },
      onSettled: async () => {
        setIsRemoving(false);
        await refresh();
      },
    }),
  );
  return (
    <Form
      className={styles['stack'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        if (Object.keys(read.errors).length === 0) save.mutate({ id: connector.id, reset: true, ...saidSettings({ ...read.values, ...granted }) });
      }}
    >
      <p className={styles['soft']}>{words.configureText}</p>
      <SchemaForm fields={fields} values={form} errors={read.errors} onChange={(key, value) => { setChanges((before) => ({ ...before, [key]: value })); }} />
      {save.error !== null && <Failure error={save.error} title={words.notSaved} isInline />}
      <div>
        <p className={styles['caption']}>{words.cli}</p>
        <CommandLine command={commandWords(['connectors', 'configure', connector.id], { reset: true, ...read.values, ...granted })} />
      </div>
      <div className={styles['buttons']}>
        {(connector.settings ?? connector.server) !== undefined && (
          <Button look="quiet" icon="trash" onPress={() => { setIsRemoving(true); }}>
            {words.remove}
          </Button>
        )}
        <Button type="submit" look="primary" isPending={save.isPending}>
          {words.save}
        </Button>
      </div>
      <ConfirmDialog
        title={words.removeTitle(connector.title)}
        text={<p>{builtIn.includes(connector.id) ? words.forgetText : words.removeText}</p>}
        action={words.remove}
        isOpen={isRemoving}
        isPending={remove.isPending}
        onClose={() => { setIsRemoving(false); }}
        onConfirm={() => { remove.mutate({ id: connector.id }); }}
      />
    </Form>
  );
}
