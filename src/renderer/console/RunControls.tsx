import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { RunView } from '../../core/domain/operations/runs.ts';
import { useQueries } from '../client/ClientProvider.tsx';
import { Button } from '../components/Button.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { SwitchInput } from '../components/fields/SwitchInput.tsx';
import { sayFailed } from '../components/toasts.ts';
import { isTyping } from '../state/is-typing.ts';
import { runWords } from '../strings/runs.ts';
import styles from './RunControls.module.css';

/** Pause, resume and stop: only what the run would accept now. Space pauses and resumes. */
export function RunControls({ run }: { readonly run: Pick<RunView, 'id' | 'may'> }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const [asking, setAsking] = useState<'pause' | 'stop'>();
  const [isNow, setIsNow] = useState(false);
  const settled = (verb: 'pause' | 'resume' | 'stop') => ({
    onError: (error: unknown) => {
      sayFailed(runWords.failedTo[verb], error);
    },
    onSettled: async () => {
      setAsking(undefined);
      await cache.invalidateQueries({ queryKey: queries.runs.key() });
    },
  });
  const pause = useMutation(queries.runs.pause.mutationOptions(settled('pause')));
  const resume = useMutation(queries.runs.resume.mutationOptions(settled('resume')));
  const stop = useMutation(queries.runs.stop.mutationOptions(settled('stop')));
  const goOn = (): void => {
    resume.mutate({ id: run.id });
  };
  const close = (): void => {
    setAsking(undefined);
  };
  const onSpace = useEffectEvent(() => {
    if (run.may.includes('resume')) goOn();
    else if (run.may.includes('pause')) setAsking('pause');
  });
  useEffect(() => listenForSpace(onSpace), []);

  return (
    <>
      {run.may.includes('resume') && (
        <Button look="primary" icon="play" isPending={resume.isPending} onPress={goOn}>
          {runWords.resume}
        </Button>
      )}
      {run.may.includes('pause') && (
        <Button
          icon="pause"
          onPress={() => {
            setAsking('pause');
          }}
        >
          {runWords.pause}
        </Button>
      )}
      {run.may.includes('stop') && (
        <Button
          icon="stop"
          onPress={() => {
            setAsking('stop');
          }}
        >
          {runWords.stop}
        </Button>
      )}
      <ConfirmDialog
        title={runWords.pauseTitle}
        text={
          <div className={styles['choice']}>
            <p>{runWords.pauseText}</p>
            <SwitchInput label={runWords.pauseNow} value={isNow} onChange={setIsNow} />
          </div>
        }
        action={runWords.pauseAction}
        isDanger={false}
        isOpen={asking === 'pause'}
        isPending={pause.isPending}
        onClose={close}
        onConfirm={() => {
          pause.mutate({ id: run.id, now: isNow });
        }}
      />
      <ConfirmDialog
        title={runWords.stopTitle}
        text={<p>{runWords.stopText}</p>}
        action={runWords.stopAction}
        isOpen={asking === 'stop'}
        isPending={stop.isPending}
        onClose={close}
        onConfirm={() => {
          stop.mutate({ id: run.id });
        }}
      />
    </>
  );
}

/** Space acts only where it would do nothing else: not in a field, not on a control, not under a dialog. */
function listenForSpace(act: () => void): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== ' ' || event.defaultPrevented || isTyping(event.target)) return;
    if (event.target instanceof HTMLElement && event.target.closest('button, a, [role], [tabindex]:not(h1)') !== null) return;
    event.preventDefault();
    act();
  };
  document.addEventListener('keydown', onKey);
  return () => {
    document.removeEventListener('keydown', onKey);
  };
}
