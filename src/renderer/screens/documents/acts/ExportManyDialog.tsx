import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useClient } from '../../../client/ClientProvider.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { documentActWords as words } from '../../../strings/documents.ts';
import { ActDialog } from './ActDialog.tsx';
import styles from './acts.module.css';
import { ExportFolder, ExportOverwrite, type ExportPlace, useExportPlace } from './ExportPlace.tsx';

export interface ExportManyDialogProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

interface Progress {
  readonly done: number;
  readonly total: number;
  /** The file written last. */
  readonly path?: string;
}

/** Writes several documents into an allowed directory as they are, and shows how far it is. Closing it ends what is under way. */
export function ExportManyDialog({ ids, onClose }: ExportManyDialogProps) {
  const client = useClient();
  const [place, setPlace] = useExportPlace();
  const [progress, setProgress] = useState<Progress>();
  const ending = useRef(new AbortController());
  useEffect(() => {
    const here = new AbortController();
    ending.current = here;
    return () => { here.abort(); };
  }, []);
  const write = useMutation({
    mutationFn: async ({ directory, overwrite }: ExportPlace) => {
      let now: Progress = { done: 0, total: ids.length };
      setProgress(now);
      for await (const step of await client.docs.export({ ids: [...ids], directory, overwrite }, { signal: ending.current.signal })) {
        if (step.kind === 'file') now = { ...now, done: step.done, path: step.path };
        else now = { ...now, total: step.total };
        setProgress(now);
      }
      return now.done;
    },
  });

  return (
    <ActDialog
      title={words.exportManyTitle(ids.length)}
      action={words.exportAction}
      isPending={write.isPending}
      isDone={write.data !== undefined}
      command={place.directory === '' ? undefined : commandWords(['docs', 'export', ...ids], { ...place })}
      failure={{ error: write.error, title: words.exportManyFailed }}
      outcome={write.data === undefined ? progress !== undefined && write.isPending && <Bar {...progress} /> : <p role="status">{words.exportedTo(write.data, place.directory)}</p>}
      onClose={onClose}
      onAct={() => {
        if (place.directory !== '') write.mutate(place);
      }}
    >
      {(isChecked) => (
        <>
          <p className={styles['soft']}>{words.exportManyText}</p>
          <ExportFolder place={place} onChange={setPlace} isChecked={isChecked} />
          <ExportOverwrite place={place} onChange={setPlace} />
        </>
      )}
    </ActDialog>
  );
}

function Bar({ done, total, path }: Progress) {
  const said = words.exportProgress(done, total);
  return (
    <div role="status" className={styles['progress']}>
      <progress max={Math.max(1, total)} value={done} aria-label={said} />
      <span>{said}</span>
      {path !== undefined && <span className={styles['soft']}>{path}</span>}
    </div>
  );
}
