import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { RunView } from '../../core/domain/operations/runs.ts';
import { useQueries } from '../client/ClientProvider.tsx';
import { Button } from '../components/Button.tsx';
import { sayFailed } from '../components/toasts.ts';
import { isTyping } from '../state/is-typing.ts';
import { openDialog } from '../state/open-dialog.ts';
import { runWords } from '../strings/runs.ts';
import { PauseDialog } from './acts/PauseDialog.tsx';
import { StopDialog } from './acts/StopDialog.tsx';
import { useAfterAct } from './acts/use-after-act.ts';

/** Pause, resume and stop: only what the run would accept now, each with what it means. Space pauses and resumes. */
export function RunControls({ run }: { readonly run: RunView }) {
  const queries = useQueries();
  const [asking, setAsking] = useState<'pause' | 'stop'>();
  const after = useAfterAct(run.id);
  const resume = useMutation(queries.runs.resume.mutationOptions({ onError: (error: unknown) => { sayFailed(runWords.failedTo.resume, error); }, onSettled: after }));
  const goOn = (): void => { resume.mutate({ id: run.id }); };
  const close = (): void => { setAsking(undefined); };
  const onSpace = useEffectEvent(() => {
    if (run.may.includes('resume')) goOn();
    else if (run.may.includes('pause')) setAsking('pause');
  });
  useEffect(() => listenForSpace(onSpace), []);

  return (
    <>
      {run.may.includes('resume') && <Button look="primary" icon="play" isPending={resume.isPending} onPress={goOn}>{runWords.resume}</Button>}
      {run.may.includes('pause') && <Button icon="pause" onPress={() => { setAsking('pause'); }}>{runWords.pause}</Button>}
      {run.may.includes('stop') && <Button icon="stop" onPress={() => { setAsking('stop'); }}>{runWords.stop}</Button>}
      {asking === 'pause' && <PauseDialog run={run} onClose={close} />}
      {asking === 'stop' && <StopDialog run={run} onClose={close} />}
    </>
  );
}

/** Space acts only where it would do nothing else: not in a field, not on a control, not under a dialog. */
function listenForSpace(act: () => void): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== ' ' || event.defaultPrevented || isTyping(event.target) || openDialog() !== null) return;
    if (event.target instanceof HTMLElement && event.target.closest('button, a, summary, [role], [tabindex]:not(h1)') !== null) return;
    event.preventDefault();
    act();
  };
  document.addEventListener('keydown', onKey);
  return () => {
    document.removeEventListener('keydown', onKey);
  };
}
