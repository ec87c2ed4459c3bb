import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../client/ClientProvider.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { SelectInput } from '../../components/fields/ChoiceInput.tsx';
import { SwitchInput } from '../../components/fields/SwitchInput.tsx';
import { ValueList } from '../../components/ValueList.tsx';
import { runOutWords } from '../../strings/console-acts.ts';
import { useConsole } from '../console-context.tsx';
import { ActDialog } from './ActDialog.tsx';
import styles from './acts.module.css';
import { ChangesSince, useChanges } from './ChangesSince.tsx';
import { type Effects, EffectsInput, effectsSaid } from './EffectsInput.tsx';
import { savedSteps } from './saved-steps.ts';
import { useAfterAct } from './use-after-act.ts';
import { useOpenFork } from './use-open-fork.ts';

const words = runOutWords.restart;

export interface RestartDialogProps {
  /** The step that was chosen on the map. */
  readonly node: string | undefined;
  readonly onClose: () => void;
}

/** Begins a run of its own from a step this one came to, with what it held then. */
export function RestartDialog({ node: wanted, onClose }: RestartDialogProps) {
  const { run, feed, nameOf } = useConsole();
  const queries = useQueries();
  const steps = savedSteps(feed.rows);
  const [node, setNode] = useState(steps.some((step) => step === wanted) ? wanted ?? '' : steps.at(-1) ?? '');
  const [effects, setEffects] = useState<Effects>('asked');
  const [newVersion, setNewVersion] = useState(false);
  const changes = useChanges(run.id);
  const after = useAfterAct(run.id);
  const open = useOpenFork();
  const restart = useMutation(queries.runs.restart.mutationOptions({ onSuccess: (begun) => { onClose(); open(begun, words.done); }, onSettled: after }));
  const rest = { ...(newVersion ? { newVersion } : {}), ...effectsSaid(effects) };
  const isGone = run.pruned !== undefined || steps.length === 0;
  return (
    <ActDialog
      title={words.title}
      runId={run.id}
      action={words.action}
      isPending={restart.isPending}
      isDisabled={isGone || changes.isHolding}
      error={restart.error}
      failed={words.failed}
      command={(because) => commandWords(['runs', 'restart', run.id], { node, ...rest, ...because })}
      onConfirm={(because) => { restart.mutate({ id: run.id, node, ...rest, ...because }); }}
      onClose={onClose}
    >
      <p>{isGone ? words.none : words.text}</p>
      {!isGone && (
        <>
          <SelectInput label={words.node} isRequired value={node} choices={steps.map((id) => ({ value: id, label: nameOf(id) }))} onChange={setNode} />
          {Object.keys(run.inputs).length > 0 && (
            <details>
              <summary>{words.inputs}</summary>
              <div className={styles['request']}><ValueList values={run.inputs} /></div>
            </details>
          )}
          {changes.newest !== undefined && <SwitchInput label={words.newVersion(changes.newest)} help={words.newVersionHelp} value={newVersion} onChange={setNewVersion} />}
          <EffectsInput value={effects} onChange={setEffects} />
          <ChangesSince changes={changes} />
        </>
      )}
    </ActDialog>
  );
}
