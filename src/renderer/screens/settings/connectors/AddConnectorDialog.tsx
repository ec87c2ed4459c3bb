import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { DialogForm } from '../../../components/DialogForm.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { type FormValues, readForm } from '../../../components/schema-fields.ts';
import { SchemaForm } from '../../../components/SchemaForm.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { connectorWords as words } from '../../../strings/connectors.ts';
import { shellWords } from '../../../strings/shell.ts';
import styles from '../panels.module.css';
import { type ConnectorKind, connectorFields, connectorKinds, kindFrom, saidSettings } from './connector-fields.ts';

/** The form that adds a model connector or a server of tools. */
export function AddConnectorDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const section = useQuery(queries.settings.get.queryOptions({ input: { section: 'connectors' } }));
  const [id, setId] = useState('');
  const [kind, setKind] = useState<ConnectorKind>('openai-compatible');
  const [form, setForm] = useState<FormValues>({});
  const [isChecked, setIsChecked] = useState(false);
  const fields = section.data === undefined ? [] : connectorFields(section.data.schema, kind);
  const read = readForm(fields, form);
  const add = useMutation(
    queries.connectors.add.mutationOptions({
      onSuccess: async (added) => {
        sayDone(words.added(added.id));
        await cache.invalidateQueries({ queryKey: queries.connectors.key() });
        onClose();
      },
    }),
  );
  return (
    <Dialog title={words.add} isOpen onClose={onClose}>
      <DialogForm
        onSubmit={() => {
          setIsChecked(true);
          if (id.trim() !== '' && Object.keys(read.errors).length === 0) add.mutate({ id: id.trim(), kind, ...saidSettings(read.values) });
        }}
      >
        <DialogBody>
          <div className={styles['stack']}>
            <TextInput label={words.id} help={words.idHelp} isRequired value={id} error={isChecked && id.trim() === '' ? words.idMissing : undefined} onChange={setId} />
            <SelectInput label={words.kind} help={words.kindHelp[kind]} isRequired value={kind} choices={connectorKinds.map((value) => ({ value, label: words.kinds[value] }))} onChange={(chosen) => { setKind(kindFrom(chosen)); }} />
            <SchemaForm fields={fields} values={form} errors={isChecked ? read.errors : {}} onChange={(key, value) => { setForm((before) => ({ ...before, [key]: value })); }} />
            {section.error !== null && <Failure error={section.error} title={words.cannotList} isInline />}
            {add.error !== null && <Failure error={add.error} title={words.notSaved} isInline />}
            {id.trim() !== '' && (
              <div>
                <p className={styles['caption']}>{words.cli}</p>
                <CommandLine command={commandWords(['connectors', 'add', id.trim()], { kind, ...read.values })} />
              </div>
            )}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={add.isPending}>
            {words.addAction}
          </Button>
        </DialogFooter>
      </DialogForm>
    </Dialog>
  );
}
