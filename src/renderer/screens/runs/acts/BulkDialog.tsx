import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { RunSummary } from '../../../../core/domain/operations/shapes.ts';
import { forgetTypedOfRun } from '../../../cards/card-drafts.ts';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import type { Client } from '../../../client/connect.ts';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { shellWords } from '../../../strings/shell.ts';
import { runListWords } from '../../../strings/runs-list.ts';
import { type BulkAct, bulkCommand, parted } from './bulk-acts.ts';
import styles from './BulkDialog.module.css';
import { type DoneToEach, doToEach } from './do-to-each.ts';

const words = runListWords.chosen;

export interface BulkDialogProps {
  readonly act: BulkAct;
  readonly runs: readonly RunSummary[];
  /** What was done stays chosen no longer where it is gone. */
  readonly onClose: (gone: readonly RunSummary[]) => void;
}

type State = { readonly phase: 'asking' } | ({ readonly phase: 'working' | 'told' } & DoneToEach<RunSummary>);

/** Says what an act means for the chosen runs, does it to each, and tells which could not be changed and why. */
export function BulkDialog({ act, runs, onClose }: BulkDialogProps) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const [{ fit, left }] = useState(() => parted(act, runs));
  const [state, setState] = useState<State>({ phase: 'asking' });
  const [directory, setDirectory] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const halt = useRef(new AbortController());
  const isMissing = act === 'archive' && directory.trim() === '';
  const isDanger = act === 'stop' || act === 'purge';
  const close = (): void => {
    halt.current.abort();
    onClose(act === 'purge' && state.phase !== 'asking' ? state.done : []);
  };
  const begin = async (): Promise<void> => {
    setIsChecked(true);
    if (isMissing) return;
    setState({ phase: 'working', done: [], failed: [] });
    await doToEach(fit, async (run) => perform(client, { act, id: run.id, to: directory.trim() }), { signal: halt.current.signal, onSettled: (sofar) => { setState({ phase: 'working', ...sofar }); } });
    setState((last) => (last.phase === 'working' ? { ...last, phase: 'told' } : last));
    await Promise.all([cache.invalidateQueries({ queryKey: queries.runs.key() }), cache.invalidateQueries({ queryKey: ['runs in sight'] })]);
  };

  return (
    <Dialog title={words.title[act](fit.length)} isOpen onClose={close} size="small" role={isDanger ? 'alertdialog' : 'dialog'}>
      <DialogBody>
        <div className={styles['body']}>
          {state.phase === 'asking' ? (
            <>
              <p>{words.text[act]}</p>
              {[...left].map(([why, count]) => <p key={why} className={styles['note']}>{words.left(count, words.why[why])}</p>)}
              {act === 'archive' && <TextInput label={words.directory} help={words.directoryHelp} isRequired value={directory} onChange={setDirectory} error={isChecked && isMissing ? words.directoryMissing : undefined} />}
              {fit.length > 0 && !isMissing && (
                <div>
                  <p className={styles['note']}>{words.cli}</p>
                  <CommandLine command={bulkCommand(act, fit.map(({ id }) => id), directory.trim())} />
                </div>
              )}
            </>
          ) : (
            <Progress state={state} count={fit.length} />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        {state.phase === 'asking' && (
          <>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a question begins on the answer that does no harm */}
            <Button autoFocus={act !== 'archive'} onPress={close}>{shellWords.cancel}</Button>
            <Button look={isDanger ? 'danger' : 'primary'} isDisabled={fit.length === 0} onPress={() => void begin()}>{words.action[act](fit.length)}</Button>
          </>
        )}
        {state.phase === 'working' && <Button onPress={() => { halt.current.abort(); }}>{words.halt}</Button>}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the button that had the focus is gone */}
        {state.phase === 'told' && <Button autoFocus look="primary" onPress={close}>{words.close}</Button>}
      </DialogFooter>
    </Dialog>
  );
}

function Progress({ state, count }: { readonly state: Exclude<State, { readonly phase: 'asking' }>; readonly count: number }) {
  const { phase, done, failed } = state;
  return (
    <div role="status" className={styles['body']}>
      <p>{phase === 'working' ? words.progress(done.length + failed.length, count) : words.done(done.length)}</p>
      {phase === 'working' && <progress aria-label={words.progress(done.length + failed.length, count)} max={count} value={done.length + failed.length} className={styles['progress']} />}
      {failed.length > 0 && (
        <>
          <p>{words.failed(failed.length)}</p>
          <ul className={styles['failed']}>
            {failed.map(({ run, failure }) => (
              <li key={run.id}>
                <strong>{run.workflow.name}</strong> <code>{run.id.slice(-8)}</code>: {failure.message} {failure.next} ({failure.code})
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

async function perform(client: Client, { act, id, to }: { readonly act: BulkAct; readonly id: string; readonly to: string }): Promise<unknown> {
  const answer = await (act === 'archive' ? client.runs.archive({ id, to }) : client.runs[act]({ id }));
  if (act === 'purge') forgetTypedOfRun(id);
  return answer;
}
