import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useQueries } from '../client/ClientProvider.tsx';
import { Button } from '../components/Button.tsx';
import { sayFailed } from '../components/toasts.ts';
import { isTyping } from '../state/is-typing.ts';
import { openDialog } from '../state/open-dialog.ts';
import { runWords } from '../strings/runs.ts';
import { type Asking, RunDialogs } from './acts/RunDialogs.tsx';
import { type MenuEntry, RunMenu } from './acts/RunMenu.tsx';
import { useAfterAct } from './acts/use-after-act.ts';
import { type Steer, useRunCommands } from './acts/use-run-commands.ts';
import { useConsole } from './console-context.tsx';
import { useDownloadJournal } from './timeline/use-download-journal.ts';

const files: readonly MenuEntry[] = ['csv', 'jsonl'];

/** Pause, resume and stop: only what the run would accept now; behind a menu what is made out of the run. Space pauses and resumes. */
export function RunControls() {
  const { run } = useConsole();
  const queries = useQueries();
  const [asking, setAsking] = useState<Asking>();
  const download = useDownloadJournal(run.id);
  const after = useAfterAct(run.id);
  const resume = useMutation(queries.runs.resume.mutationOptions({ onError: (error: unknown) => { sayFailed(runWords.failedTo.resume, error); }, onSettled: after }));
  const act = (chosen: Steer | MenuEntry): void => {
    if (chosen === 'resume') resume.mutate({ id: run.id });
    else if (chosen === 'csv' || chosen === 'jsonl') download.start(chosen);
    else setAsking(chosen);
  };
  const onSpace = useEffectEvent(() => {
    if (run.may.includes('resume')) act('resume');
    else if (run.may.includes('pause')) act('pause');
  });
  useEffect(() => listenForSpace(onSpace), []);
  useRunCommands(run.may, act);

  return (
    <>
      {run.may.includes('resume') && <Button look="primary" icon="play" isPending={resume.isPending} onPress={() => { act('resume'); }}>{runWords.resume}</Button>}
      {run.may.includes('pause') && <Button icon="pause" onPress={() => { act('pause'); }}>{runWords.pause}</Button>}
      {run.may.includes('stop') && <Button icon="stop" onPress={() => { act('stop'); }}>{runWords.stop}</Button>}
      <RunMenu disabled={download.isBusy ? files : []} onChoose={act} />
      {asking !== undefined && <RunDialogs asking={asking} onAsk={setAsking} />}
    </>
  );
}

/** Space acts only where it would do nothing else: not in a field, not on a control, not under a dialog. */
function listenForSpace(act: () => void): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== ' ' || event.defaultPrevented || isTyping(event.target) || openDialog() !== null) return;
    if (event.target instanceof HTMLElement && event.target.closest('button, a, summary, [role], [tabindex]:not(h1, main)') !== null) return;
    event.preventDefault();
    act();
  };
  document.addEventListener('keydown', onKey);
  return () => {
    document.removeEventListener('keydown', onKey);
  };
}
