import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { Failure } from '../../../components/Failure.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { profileWords as words } from '../../../strings/sections.ts';
import styles from '../panels.module.css';

/** The form that makes one more profile, empty or as a copy. */
export function CreateProfile({ names }: { readonly names: readonly string[] }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [copyFrom, setCopyFrom] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const facts = { ...(description.trim() === '' ? {} : { description: description.trim() }), ...(copyFrom === '' ? {} : { copyFrom }) };
  const create = useMutation(
    queries.profiles.create.mutationOptions({
      onSuccess: async (profile) => {
        setName('');
        setDescription('');
        setCopyFrom('');
        setIsChecked(false);
        sayDone(words.created(profile.name));
        await cache.invalidateQueries({ queryKey: queries.profiles.key() });
      },
    }),
  );
  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      aria-label={words.create}
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        if (name.trim() !== '') create.mutate({ name: name.trim(), ...facts });
      }}
    >
      <h3>{words.create}</h3>
      <TextInput label={words.name} help={words.nameHelp} isRequired value={name} error={isChecked && name.trim() === '' ? words.nameMissing : undefined} onChange={setName} />
      <TextInput label={words.description} value={description} onChange={setDescription} />
      <SelectInput label={words.copyFrom} value={copyFrom} choices={names.map((value) => ({ value, label: value }))} onChange={setCopyFrom} />
      {create.error !== null && <Failure error={create.error} title={words.createFailed} isInline />}
      {name.trim() !== '' && <CommandLine command={commandWords(['profiles', 'create', name.trim()], facts)} />}
      <div>
        <Button type="submit" isPending={create.isPending}>
          {words.createAction}
        </Button>
      </div>
    </Form>
  );
}
