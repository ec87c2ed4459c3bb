import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ArtifactView } from '../../core/domain/operations/artifacts.ts';
import { useQueries } from '../client/ClientProvider.tsx';
import { Ago } from '../components/Ago.tsx';
import { Failure } from '../components/Failure.tsx';
import { Icon } from '../components/Icon.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { byteWords } from '../components/time-words.ts';
import { runWords } from '../strings/runs.ts';
import styles from './ArtifactList.module.css';
import { artifactEntries } from './artifact-entries.ts';
import { ArtifactPreview } from './ArtifactPreview.tsx';

/** What a run has made so far; each opens in a window. */
export function ArtifactList({ runId }: { readonly runId: string }) {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.artifacts.list.queryOptions({ input: { run: runId } }));
  const [opened, setOpened] = useState<ArtifactView>();

  if (error !== null) return <Failure error={error} title={runWords.artifacts.cannotList} onRetry={() => void refetch()} isInline />;
  if (data === undefined) return <Skeleton count={2} />;
  if (data.items.length === 0) return <p className={styles['empty']}>{runWords.artifacts.empty}</p>;
  return (
    <>
      <ul className={styles['list']}>
        {artifactEntries(data.items).map(({ artifact, paths }) => (
          <li key={artifact.id}>
            <button
              type="button"
              className={styles['artifact']}
              onClick={() => {
                setOpened(artifact);
              }}
            >
              <Icon name="file" />
              <span className={styles['name']}>
                <span className="visually-hidden">{runWords.artifacts.open} </span>
                {artifact.name}
              </span>
              <span className={styles['facts']}>
                {byteWords(artifact.bytes)} · <Ago at={artifact.createdAt} />
              </span>
              {paths.map((path) => (
                <span key={path} className={styles['place']} title={path}>
                  {runWords.artifacts.alsoAt(path)}
                </span>
              ))}
            </button>
          </li>
        ))}
      </ul>
      {opened !== undefined && (
        <ArtifactPreview
          artifact={opened}
          onClose={() => {
            setOpened(undefined);
          }}
        />
      )}
    </>
  );
}
