import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { errorFromWire } from '../../../core/domain/model/error-wire.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { SwitchInput } from '../../components/fields/SwitchInput.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { sayDone } from '../../components/toasts.ts';
import { formWords } from '../../strings/forms.ts';
import { settingsWords } from '../../strings/settings.ts';
import styles from './panels.module.css';

const words = settingsWords.directory;

/** The form that adds one more directory. */
export function AllowDirectory() {
  const queries = useQueries();
  const cache = useQueryClient();
  const [path, setPath] = useState('');
  const [write, setWrite] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  const add = useMutation(
    queries.filesandbox.add.mutationOptions({
      onSuccess: async (directory) => {
        setPath('');
        setWrite(false);
        setIsChecked(false);
        sayDone(words.added(directory.path));
        await cache.invalidateQueries({ queryKey: queries.filesandbox.key() });
      },
    }),
  );
  const refused = add.error === null ? undefined : errorFromWire(add.error);
  const fault = isChecked && path.trim() === '' ? formWords.missing(words.path) : refused && [refused.message, refused.next].filter(Boolean).join(' ');

  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      aria-label={words.add}
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        if (path.trim() !== '') add.mutate({ path: path.trim(), write });
      }}
    >
      <h3>{words.add}</h3>
      <TextInput
        label={words.path}
        help={words.pathHelp}
        isRequired
        value={path}
        error={fault}
        onChange={(value) => {
          add.reset();
          setPath(value);
        }}
      />
      <SwitchInput label={words.write} value={write} onChange={setWrite} />
      <div>
        <Button type="submit" isPending={add.isPending}>
          {words.addAction}
        </Button>
      </div>
    </Form>
  );
}
