import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Failure } from '../../components/Failure.tsx';
import { RadioInput } from '../../components/fields/ChoiceInput.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { sayFailed } from '../../components/toasts.ts';
import { themeOf, themes } from '../../state/use-theme.ts';
import { settingsWords } from '../../strings/settings.ts';
import styles from './panels.module.css';

const words = settingsWords.look;

/** The theme, changed at once in every window of this host. */
export function AppearancePanel() {
  const queries = useQueries();
  const cache = useQueryClient();
  const input = { section: 'appearance' };
  const { data, error, refetch } = useQuery(queries.settings.get.queryOptions({ input }));
  const save = useMutation(
    queries.settings.set.mutationOptions({
      onSuccess: (section) => {
        cache.setQueryData(queries.settings.get.queryKey({ input }), section);
      },
      onError: async (failure) => {
        sayFailed(words.failed, failure);
        await refetch();
      },
    }),
  );
  if (error !== null && data === undefined) return <Failure error={error} title={words.cannotShow} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton count={2} />;
  return (
    <>
      <header className={styles['head']}>
        <h2>{settingsWords.appearance}</h2>
      </header>
      <RadioInput
        label={words.theme}
        isRequired
        value={themeOf(data.value)}
        choices={themes.map((theme) => ({ value: theme, label: words.themes[theme] }))}
        onChange={(theme) => {
          save.mutate({ section: 'appearance', value: { theme }, revision: data.revision });
        }}
      />
    </>
  );
}
