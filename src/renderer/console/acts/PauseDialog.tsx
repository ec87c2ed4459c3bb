import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RunView } from '../../../core/domain/operations/runs.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { SwitchInput } from '../../components/fields/SwitchInput.tsx';
import { actWords } from '../../strings/console-acts.ts';
import { runWords } from '../../strings/runs.ts';
import { ActDialog } from './ActDialog.tsx';
import { Standing } from './Standing.tsx';
import { useAfterAct } from './use-after-act.ts';

export interface SteerDialogProps {
  readonly run: RunView;
  readonly onClose: () => void;
}

/** Asks before a run is paused: what it is at, what finishes or is cut short. */
export function PauseDialog({ run, onClose }: SteerDialogProps) {
  const queries = useQueries();
  const [now, setNow] = useState(false);
  const after = useAfterAct(run.id);
  const pause = useMutation(queries.runs.pause.mutationOptions({ onSuccess: onClose, onSettled: after }));
  return (
    <ActDialog
      title={runWords.pauseTitle}
      runId={run.id}
      action={runWords.pauseAction}
      isPending={pause.isPending}
      error={pause.error}
      failed={runWords.failedTo.pause}
      command={(because) => commandWords(['runs', 'pause', run.id], { now, ...because })}
      onConfirm={(because) => { pause.mutate({ id: run.id, now, ...because }); }}
      onClose={onClose}
    >
      <p>{now ? actWords.pause.nowText : runWords.pauseText}</p>
      <Standing run={run} />
      <SwitchInput label={runWords.pauseNow} value={now} onChange={setNow} />
    </ActDialog>
  );
}
