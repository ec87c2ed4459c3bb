import { useMutation } from '@tanstack/react-query';
import { useQueries } from '../../client/ClientProvider.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { actWords } from '../../strings/console-acts.ts';
import { runWords } from '../../strings/runs.ts';
import { ActDialog } from './ActDialog.tsx';
import type { SteerDialogProps } from './PauseDialog.tsx';
import { Standing } from './Standing.tsx';
import { useAfterAct } from './use-after-act.ts';

/** Asks before a run is stopped for good: what is cut short, and what stays. */
export function StopDialog({ run, onClose }: SteerDialogProps) {
  const queries = useQueries();
  const after = useAfterAct(run.id);
  const stop = useMutation(queries.runs.stop.mutationOptions({ onSuccess: onClose, onSettled: after }));
  return (
    <ActDialog
      title={runWords.stopTitle}
      runId={run.id}
      action={runWords.stopAction}
      isDanger
      isPending={stop.isPending}
      error={stop.error}
      failed={runWords.failedTo.stop}
      command={(because) => commandWords(['runs', 'stop', run.id], because)}
      onConfirm={(because) => { stop.mutate({ id: run.id, ...because }); }}
      onClose={onClose}
    >
      <p>{runWords.stopText} {actWords.stop.keeps}</p>
      <Standing run={run} />
    </ActDialog>
  );
}
