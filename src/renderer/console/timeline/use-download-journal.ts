import { useState } from 'react';
import { useClient } from '../../client/ClientProvider.tsx';
import { sayDone, sayFailed } from '../../components/toasts.ts';
import { timelineWords as words } from '../../strings/console-timeline.ts';
import { saveBytes } from '../save-bytes.ts';

/** Saves a run's journal as `runs watch --json` prints it: a row a line, sensitive values masked. */
export function useDownloadJournal(runId: string): { readonly isBusy: boolean; readonly start: () => void } {
  const client = useClient();
  const [isBusy, setIsBusy] = useState(false);
  const save = async (): Promise<void> => {
    setIsBusy(true);
    try {
      const pieces: string[] = [];
      for (let after: number | undefined = 0; after !== undefined;) {
        const { items, next } = await client.runs.events({ id: runId, after, limit: 5000 });
        pieces.push(items.map((line) => `${JSON.stringify(line)}\n`).join(''));
        after = next;
      }
      const name = `aiwm-run-${runId}.jsonl`;
      saveBytes({ name, mediaType: 'application/x-ndjson' }, new Blob(pieces));
      sayDone(words.downloaded, name);
    } catch (error) {
      sayFailed(words.downloadFailed, error);
    } finally {
      setIsBusy(false);
    }
  };
  return { isBusy, start: () => void save() };
}
