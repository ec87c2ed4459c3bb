import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/ClientProvider.tsx';
import { formWords } from '../../strings/forms.ts';
import { Button } from '../Button.tsx';
import styles from './fields.module.css';

export interface SampleFilesProps {
  /** Names of files a workflow suggests. */
  readonly names: readonly string[];
  readonly onChoose: (path: string) => void;
}

/** A button for each suggested file that lies in a directory of a sample. Nothing where none does, or nobody can say. */
export function SampleFiles({ names, onChoose }: SampleFilesProps) {
  const client = useClient();
  const { data = [] } = useQuery({
    queryKey: ['sample-files', names],
    enabled: names.length > 0,
    queryFn: async () => {
      const { items } = await client.filesandbox.list({});
      const samples = items.filter(({ origin, state }) => origin === 'sample' && state === 'ok');
      const listed = await Promise.all(samples.map(({ path }) => client.files.list({ path })));
      return listed.flatMap((each) => each.items).filter(({ kind, name }) => kind === 'file' && names.includes(name));
    },
  });
  if (data.length === 0) return null;
  return (
    <div className={styles['samples']}>
      {data.map(({ path, name }) => (
        <Button
          key={path}
          size="small"
          look="quiet"
          icon="file"
          onPress={() => {
            onChoose(path);
          }}
        >
          {formWords.sampleNamed(name)}
        </Button>
      ))}
    </div>
  );
}
