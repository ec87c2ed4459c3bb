import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ArtifactView } from '../../core/domain/operations/artifacts.ts';
import { useQueries } from '../client/ClientProvider.tsx';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { timelineWords } from '../strings/console-timeline.ts';
import { runWords } from '../strings/runs.ts';
import { artifactEntries, isMadeLater } from './artifact-entries.ts';
import styles from './ArtifactList.module.css';
import { ArtifactPreview } from './ArtifactPreview.tsx';
import { ArtifactRow } from './ArtifactRow.tsx';
import { BundleDialog } from './BundleDialog.tsx';
import { useConsole, usePosition } from './console-context.tsx';
import { useDownload } from './use-download.ts';

/** What a run has made so far: each opens in a window, all go into one file. */
export function ArtifactList({ runId }: { readonly runId: string }) {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.artifacts.list.queryOptions({ input: { run: runId } }));
  const { busy, download } = useDownload();
  const { feed } = useConsole();
  const { at } = usePosition();
  const [opened, setOpened] = useState<ArtifactView>();
  const [isBundling, setBundling] = useState(false);

  if (error !== null) return <Failure error={error} title={runWords.artifacts.cannotList} onRetry={() => void refetch()} isInline />;
  if (data === undefined) return <Skeleton count={2} />;
  return (
    <>
      <div className={styles['head']}>
        {data.items.length === 0 && <p className={styles['empty']}>{runWords.artifacts.empty}</p>}
        <Button size="small" icon="download" onPress={() => { setBundling(true); }}>
          {runWords.bundle.open}
        </Button>
      </div>
      {at !== undefined && data.items.length > 0 && <p className={styles['empty']}>{timelineWords.past(at)}</p>}
      <ul className={styles['list']}>
        {artifactEntries(data.items).map((entry) => (
          <ArtifactRow
            key={entry.artifact.id}
            entry={entry}
            isLater={isMadeLater(entry.artifact, at === undefined ? undefined : feed.rows.at[at - 1])}
            isBusy={busy === entry.artifact.id}
            onOpen={() => { setOpened(entry.artifact); }}
            onDownload={() => void download(entry.artifact)}
          />
        ))}
      </ul>
      {opened !== undefined && <ArtifactPreview artifact={opened} onClose={() => { setOpened(undefined); }} />}
      {isBundling && <BundleDialog runId={runId} artifacts={data.items} onClose={() => { setBundling(false); }} />}
    </>
  );
}
