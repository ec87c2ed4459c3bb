import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { historyWords } from '../../strings/designer-history.ts';
import { useDesignerState } from '../session/DesignerProvider.tsx';
import { ChangeList } from './ChangeList.tsx';
import { diffPicture } from './diff-picture.ts';
import styles from './history.module.css';

/** What differs between a published version and the draft the host has, as the history lists it. */
export function ChangesSince({ version }: { readonly version: number }) {
  const queries = useQueries();
  const id = useDesignerState(({ workflow }) => workflow.id);
  const draft = useDesignerState(({ workflow }) => workflow.definition);
  const { data, error } = useQuery(queries.workflows.get.queryOptions({ input: { id, version } }));
  const changes = useMemo(() => (data === undefined ? undefined : diffPicture(data.definition, draft).changes), [data, draft]);
  if (error !== null) return <Failure error={error} title={historyWords.cannotCompare} isInline />;
  if (changes === undefined) return <Skeleton count={2} />;
  return (
    <section aria-label={historyWords.since(version)} className={styles['since']}>
      <h3>{historyWords.since(version)}</h3>
      <ChangeList changes={changes} />
    </section>
  );
}
