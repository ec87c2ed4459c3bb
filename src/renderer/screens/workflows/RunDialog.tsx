import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Dialog, DialogBody } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { workflowWords } from '../../strings/workflows.ts';
import { LaunchForm, type Launched } from './LaunchForm.tsx';

const words = workflowWords.dialog;

export interface RunDialogProps {
  /** Id or slug. */
  readonly workflowId: string;
  /** The draft is what somebody works on: it is run unless they say otherwise. */
  readonly isDraftFirst?: boolean;
  readonly onClose: () => void;
}

/** Asks for the inputs a workflow declares and starts a run of it: of its newest version, an older one, or the draft. */
export function RunDialog({ workflowId, isDraftFirst = false, onClose }: RunDialogProps) {
  const queries = useQueries();
  const draft = useQuery(queries.workflows.get.queryOptions({ input: { id: workflowId } }));
  const newest = draft.data?.version;
  const versions = useQuery(queries.workflows.history.queryOptions({ input: { id: workflowId }, enabled: newest !== undefined }));
  const [chosen, setChosen] = useState<Launched>();
  const launched = chosen ?? (newest === undefined || (isDraftFirst && draft.data?.status === 'changed') ? 'draft' : newest);
  const published = useQuery(queries.workflows.get.queryOptions({ input: { id: workflowId, ...(launched === 'draft' ? {} : { version: launched }) }, enabled: launched !== 'draft' }));
  const shown = launched === 'draft' ? draft.data : published.data;
  // What goes on being typed stays while another version is fetched.
  const [last, setLast] = useState(shown);
  if (shown !== undefined && shown !== last) setLast(shown);
  const error = draft.error ?? published.error;

  return (
    <Dialog title={words.title(draft.data?.name ?? workflowWords.one)} isOpen onClose={onClose}>
      {error !== null && (
        <DialogBody>
          <Failure error={error} title={workflowWords.cannotShow} onRetry={() => void Promise.all([draft.refetch(), published.refetch()])} />
        </DialogBody>
      )}
      {error === null && (last === undefined || draft.data === undefined) && (
        <DialogBody>
          <Skeleton count={3} />
        </DialogBody>
      )}
      {error === null && last !== undefined && draft.data !== undefined && (
        <LaunchForm
          workflow={draft.data}
          definition={(shown ?? last).definition}
          launched={launched}
          isComing={shown === undefined}
          // One that came out of a file is read and restored here, and not run.
          versions={(versions.data?.items ?? []).filter(({ importedAt }) => importedAt === undefined).map(({ version }) => version)}
          onLaunched={setChosen}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
