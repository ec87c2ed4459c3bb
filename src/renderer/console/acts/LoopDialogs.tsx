import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { HandLoop } from '../../../core/domain/operations/actions.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { SwitchInput } from '../../components/fields/SwitchInput.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { sayDone } from '../../components/toasts.ts';
import { actWords } from '../../strings/console-acts.ts';
import { formWords } from '../../strings/forms.ts';
import { ActDialog } from './ActDialog.tsx';
import { useAfterAct } from './use-after-act.ts';

export interface LoopDialogProps {
  readonly runId: string;
  readonly loop: HandLoop;
  readonly name: string;
  readonly onClose: () => void;
}

interface AdjustDialogProps extends LoopDialogProps {
  /** Asked to begin the pass that waits. */
  readonly isNext?: boolean;
}

/** Changes what a loop of this run may take, or begins the pass that waits. */
export function AdjustDialog({ runId, loop, name, isNext = false, onClose }: AdjustDialogProps) {
  const words = actWords.adjust;
  const queries = useQueries();
  const after = useAfterAct(runId);
  const [passes, setPasses] = useState(loop.limits.passes === undefined ? '' : String(loop.limits.passes));
  const [timeout, setTimeout] = useState('');
  const [throttle, setThrottle] = useState('');
  const [next, setNext] = useState(isNext);
  const [isChecked, setIsChecked] = useState(false);
  const adjust = useMutation(queries.runs.adjust.mutationOptions({ onSuccess: () => { sayDone(words.done); onClose(); }, onSettled: after }));
  const isWhole = passes.trim() === '' || (Number.isInteger(Number(passes)) && Number(passes) > 0);
  const input = {
    ...(passes.trim() === '' || !isWhole ? {} : { passes: Number(passes) }),
    ...(timeout.trim() === '' ? {} : { timeout: timeout.trim() }),
    ...(throttle.trim() === '' ? {} : { throttle: throttle.trim() }),
    ...(next ? { next } : {}),
  };
  const isEmpty = Object.keys(input).length === 0;
  return (
    <ActDialog
      title={words.title(name)}
      runId={runId}
      action={words.action}
      isPending={adjust.isPending}
      error={adjust.error}
      failed={words.failed}
      command={(because) => commandWords(['runs', 'adjust', runId, loop.visit], { ...input, ...because })}
      onConfirm={(because) => {
        setIsChecked(true);
        if (isWhole && !isEmpty) adjust.mutate({ id: runId, loop: loop.visit, ...input, ...because });
      }}
      onClose={onClose}
    >
      <p>{words.text}</p>
      {isChecked && isEmpty && isWhole && <p role="alert">{words.nothing}</p>}
      <TextInput label={words.passes} kind="number" value={passes} onChange={setPasses} error={isChecked && !isWhole ? formWords.notWhole(words.passes) : undefined} />
      <TextInput label={words.timeout} help={words.duration} value={timeout} onChange={setTimeout} />
      <TextInput label={words.throttle} help={words.duration} value={throttle} onChange={setThrottle} />
      {loop.isResting && <SwitchInput label={words.now} value={next} onChange={setNext} />}
    </ActDialog>
  );
}

/** Asks before a loop is ended before its time. */
export function BreakDialog({ runId, loop, name, onClose }: LoopDialogProps) {
  const words = actWords.break;
  const queries = useQueries();
  const after = useAfterAct(runId);
  const [force, setForce] = useState(false);
  const breakOff = useMutation(queries.runs.break.mutationOptions({ onSuccess: () => { sayDone(words.done); onClose(); }, onSettled: after }));
  return (
    <ActDialog
      title={words.title(name)}
      runId={runId}
      action={words.action}
      isDanger
      isPending={breakOff.isPending}
      error={breakOff.error}
      failed={words.failed}
      command={(because) => commandWords(['runs', 'break', runId, loop.visit], { force, ...because })}
      onConfirm={(because) => { breakOff.mutate({ id: runId, loop: loop.visit, force, ...because }); }}
      onClose={onClose}
    >
      <p>{words.text}</p>
      <SwitchInput label={words.force} value={force} onChange={setForce} />
    </ActDialog>
  );
}
