import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Ago } from '../../../components/Ago.tsx';
import { sectionWords as words } from '../../../strings/sections.ts';
import styles from '../panels.module.css';

/** When the settings were last changed, and by whom. */
export function LastSaved() {
  const queries = useQueries();
  const { data } = useQuery(queries.settings.history.queryOptions({ input: { limit: 20 } }));
  const last = data?.items[0];
  if (last === undefined) return null;
  return (
    <p className={styles['soft']}>
      {words.lastSaved} <Ago at={last.at} />
      {last.by !== undefined && <> · {last.by}</>}
    </p>
  );
}
