import { useState } from 'react';
import { useClient } from '../../client/ClientProvider.tsx';
import { sayDone, sayFailed } from '../../components/toasts.ts';
import { timelineWords as words } from '../../strings/console-timeline.ts';
import { receiveFile } from '../receive-file.ts';
import { saveBytes } from '../save-bytes.ts';

export type JournalFormat = 'csv' | 'jsonl';

/** Saves a run's journal as a file: a row a line, sensitive values masked. It is the file that `aiwm runs export` writes. */
export function useDownloadJournal(runId: string): { readonly isBusy: boolean; readonly start: (format: JournalFormat) => void } {
  const client = useClient();
  const [isBusy, setIsBusy] = useState(false);
  const save = async (format: JournalFormat): Promise<void> => {
    setIsBusy(true);
    try {
      const { content, ...file } = await receiveFile(await client.runs.export({ id: runId, format }));
      saveBytes(file, content);
      sayDone(words.downloaded, file.name);
    } catch (error) {
      sayFailed(words.downloadFailed, error);
    } finally {
      setIsBusy(false);
    }
  };
  return { isBusy, start: (format) => void save(format) };
}
