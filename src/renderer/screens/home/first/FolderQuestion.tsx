import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { errorFromWire } from '../../../../core/domain/model/error-wire.ts';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { homeWords } from '../../../strings/home.ts';
import { HomePart } from '../HomePart.tsx';
import styles from './FirstSteps.module.css';

const words = homeWords.folder;

/** The one question to whoever is new, answered already: workflows have a folder of their own, and may be given another. */
export function FolderQuestion({ onDone }: { readonly onDone: () => void }) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const { data } = useQuery(queries.filesandbox.list.queryOptions({ input: {} }));
  const own = data?.items.find(({ origin }) => origin === 'data')?.path ?? '';
  const [typed, setTyped] = useState<string>();
  const [isChecked, setIsChecked] = useState(false);
  const path = (typed ?? own).trim();
  const allow = useMutation({
    mutationFn: async (chosen: string) => (data?.items.some((each) => each.path === chosen && each.write) === true ? { path: chosen } : client.filesandbox.add({ path: chosen, write: true })),
    onSuccess: async (directory) => {
      sayDone(words.used(directory.path));
      await cache.invalidateQueries({ queryKey: queries.filesandbox.key() });
      onDone();
    },
  });
  const refused = allow.error === null ? undefined : errorFromWire(allow.error);
  const fault = isChecked && path === '' ? words.missing : refused && [refused.message, refused.next].filter(Boolean).join(' ');
  return (
    <HomePart id="folder" title={words.title}>
      <Form
        className={styles['folder'] ?? ''}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          setIsChecked(true);
          if (path !== '') allow.mutate(path);
        }}
      >
        <p className={styles['text']}>{words.text}</p>
        <TextInput
          label={words.label}
          isRequired
          value={typed ?? own}
          error={fault}
          onChange={(value) => {
            allow.reset();
            setTyped(value);
          }}
        />
        <div className={styles['choices']}>
          <Button type="submit" look="primary" isPending={allow.isPending}>{words.use}</Button>
          <Button look="quiet" onPress={onDone}>{words.skip}</Button>
        </div>
      </Form>
    </HomePart>
  );
}
