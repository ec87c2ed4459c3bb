import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { shellWords } from '../../strings/shell.ts';
import { summaryWords as words } from '../../strings/run-summary.ts';
import { useConsole } from '../console-context.tsx';
import { hasEnded } from '../describe-run.ts';
import { RunSummary } from './RunSummary.tsx';

/** Offers what a run came to, once it has ended. */
export function SummaryButton() {
  const { run } = useConsole();
  const [isOpen, setOpen] = useState(false);
  if (!hasEnded(run)) return null;
  const close = (): void => { setOpen(false); };
  return (
    <>
      <Button size="small" onPress={() => { setOpen(true); }}>{words.open}</Button>
      {isOpen && (
        <Dialog title={words.title(run.workflow.name)} size="large" isOpen onClose={close}>
          <DialogBody>
            <RunSummary />
          </DialogBody>
          <DialogFooter>
            <Button onPress={close}>{shellWords.close}</Button>
          </DialogFooter>
        </Dialog>
      )}
    </>
  );
}
