import { useState } from 'react';
import type { ArtifactView } from '../../core/domain/operations/artifacts.ts';
import { useClient } from '../client/ClientProvider.tsx';
import { sayFailed } from '../components/toasts.ts';
import { runWords } from '../strings/runs.ts';
import { receiveFile } from './receive-file.ts';
import { saveBytes } from './save-bytes.ts';

/** Downloads artifacts of any size; `busy` is the one under way. */
export function useDownload(): { readonly busy: string | undefined; readonly download: (artifact: ArtifactView) => Promise<void> } {
  const client = useClient();
  const [busy, setBusy] = useState<string>();
  return {
    busy,
    async download({ id }) {
      setBusy(id);
      try {
        const { content, ...file } = await receiveFile(await client.artifacts.read({ id }));
        saveBytes(file, content);
      } catch (error) {
        sayFailed(runWords.artifacts.cannotDownload, error);
      } finally {
        setBusy(undefined);
      }
    },
  };
}
