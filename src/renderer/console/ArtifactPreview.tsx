import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import type { ArtifactView } from '../../core/domain/operations/artifacts.ts';
import { useClient } from '../client/ClientProvider.tsx';
import { lazyPart } from '../client/lazy-part.ts';
import { Button } from '../components/Button.tsx';
import { commandWords } from '../../core/domain/model/command-line.ts';
import { CommandLine } from '../components/CommandLine.tsx';
import { Dialog, DialogBody, DialogFooter } from '../components/Dialog.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Failure } from '../components/Failure.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { runWords } from '../strings/runs.ts';
import { previewLimit, previewOf } from './artifact-kinds.ts';
import styles from './ArtifactPreview.module.css';
import { receiveFile } from './receive-file.ts';
import { useDownload } from './use-download.ts';

const ArtifactContent = lazyPart(async () => ({ default: (await import('./ArtifactContent.tsx')).ArtifactContent }));

export interface ArtifactPreviewProps {
  readonly artifact: ArtifactView;
  readonly onClose: () => void;
}

/** One artifact in a window: drawn where that is safe and useful, to be saved in any case. */
export function ArtifactPreview({ artifact, onClose }: ArtifactPreviewProps) {
  const client = useClient();
  const { busy, download } = useDownload();
  const kind = previewOf(artifact);
  const isShown = kind !== undefined && artifact.bytes <= previewLimit;
  const { data, error, refetch } = useQuery({
    queryKey: ['artifact-bytes', artifact.id],
    queryFn: async ({ signal }) => new Uint8Array(await (await receiveFile(await client.artifacts.read({ id: artifact.id }, { signal }))).content.arrayBuffer()),
    enabled: isShown,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

  return (
    <Dialog title={artifact.name} isOpen onClose={onClose} size="large">
      <DialogBody>
        {!isShown && <EmptyState icon="file" title={artifact.name} text={kind === undefined ? runWords.artifacts.noPreview : runWords.artifacts.tooLarge} />}
        {isShown && error !== null && <Failure error={error} title={runWords.artifacts.cannotOpen} onRetry={() => void refetch()} />}
        {isShown && data === undefined && error === null && <Skeleton shape="block" />}
        {isShown && data !== undefined && (
          <Suspense fallback={<Skeleton shape="block" />}>
            <ArtifactContent artifact={artifact} kind={kind} bytes={data} />
          </Suspense>
        )}
        <div className={styles['command']}>
          <CommandLine command={commandWords(['artifacts', 'get', artifact.id], { out: artifact.name })} />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onPress={onClose}>{runWords.artifacts.close}</Button>
        <Button look="primary" icon="download" isPending={busy !== undefined} onPress={() => void download(artifact)}>
          {runWords.artifacts.download}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
