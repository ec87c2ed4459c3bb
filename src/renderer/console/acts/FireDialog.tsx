import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../client/ClientProvider.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { SwitchInput } from '../../components/fields/SwitchInput.tsx';
import { sayDone } from '../../components/toasts.ts';
import { actWords } from '../../strings/console-acts.ts';
import { ActDialog } from './ActDialog.tsx';
import { useAfterAct } from './use-after-act.ts';

const words = actWords.ways;

export interface FireDialogProps {
  readonly runId: string;
  readonly way: { readonly visit: string; readonly transition: string; readonly name: string; readonly from: string; readonly to: string };
  /** Nobody can let it through any more: it is forced or not taken. */
  readonly isForced?: boolean;
  readonly onClose: () => void;
}

/** Asks before a transition is taken by hand, or past its validators. */
export function FireDialog({ runId, way, isForced = false, onClose }: FireDialogProps) {
  const queries = useQueries();
  const after = useAfterAct(runId);
  const [skipValidators, setSkipValidators] = useState(isForced);
  const { visit, transition, name } = way;
  const fire = useMutation(queries.runs.fire.mutationOptions({
    onSuccess: () => {
      sayDone(words.done(name));
      onClose();
    },
    onSettled: after,
  }));
  return (
    <ActDialog
      title={words.dialog(name)}
      runId={runId}
      action={skipValidators ? words.force : words.action}
      isDanger={skipValidators}
      isPending={fire.isPending}
      error={fire.error}
      failed={words.failed}
      command={(because) => commandWords(['runs', 'fire', runId, transition], { visit, skipValidators, ...because })}
      onConfirm={(because) => { fire.mutate({ id: runId, transition, visit, skipValidators, ...because }); }}
      onClose={onClose}
    >
      {way.to !== '' && <p>{words.text(way.from, way.to)}</p>}
      <SwitchInput label={words.skip} help={words.skipHelp} value={skipValidators} onChange={setSkipValidators} isDisabled={isForced} />
    </ActDialog>
  );
}
