import { useQuery } from '@tanstack/react-query';
import type { ArtifactView } from '../../core/domain/operations/artifacts.ts';
import { useQueries } from '../client/ClientProvider.tsx';
import { Button } from '../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../components/Dialog.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Failure } from '../components/Failure.tsx';
import { JsonView } from '../components/JsonView.tsx';
import { Markdown } from '../components/Markdown.tsx';
import { bytesFromBase64 } from '../components/read-base64.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { HtmlPreview } from '../editors/preview/HtmlPreview.tsx';
import { runWords } from '../strings/runs.ts';
import styles from './ArtifactPreview.module.css';
import { saveBytes } from './save-bytes.ts';

export interface ArtifactPreviewProps {
  readonly artifact: ArtifactView;
  readonly onClose: () => void;
}

/** One artifact in a window: drawn where that is safe and useful, to be saved in any case. */
export function ArtifactPreview({ artifact, onClose }: ArtifactPreviewProps) {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.artifacts.get.queryOptions({ input: { id: artifact.id } }));

  return (
    <Dialog title={artifact.name} isOpen onClose={onClose} size="large">
      <DialogBody>
        {error !== null && <Failure error={error} title={runWords.artifacts.cannotOpen} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton shape="block" />}
        {data !== undefined && <Preview artifact={artifact} bytes={bytesFromBase64(data.content)} />}
      </DialogBody>
      <DialogFooter>
        <Button onPress={onClose}>{runWords.artifacts.close}</Button>
        <Button
          look="primary"
          icon="download"
          isDisabled={data === undefined}
          onPress={() => {
            if (data !== undefined) saveBytes(artifact, bytesFromBase64(data.content));
          }}
        >
          {runWords.artifacts.download}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Preview({ artifact, bytes }: { readonly artifact: ArtifactView; readonly bytes: Uint8Array }) {
  const kind = artifact.mediaType.split(';')[0] ?? '';
  const text = (): string => new TextDecoder().decode(bytes);
  if (kind === 'text/markdown') return <Markdown source={text()} />;
  if (kind === 'text/html') {
    return (
      <div className={styles['page']}>
        <HtmlPreview source={text()} title={artifact.name} />
      </div>
    );
  }
  if (kind.startsWith('text/') || kind === 'application/json' || kind === 'application/yaml') return <JsonView value={text()} label={artifact.name} />;
  return <EmptyState icon="file" title={artifact.name} text={runWords.artifacts.noPreview} />;
}
